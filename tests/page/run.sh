#!/usr/bin/env bash
# The checks of the page in web/, one at a time:
#   run.sh install        what they need, from the registry, by lock files
#   run.sh fresh          web/dist, which becomes part of the program, is what its sources make
#   run.sh check          types, and that files which are wrong on purpose are found
#   run.sh units          functions and colours
#   run.sh flow PROGRAM   a real browser in front of a real server
# Whatever they make, but for web/node_modules, goes below the folder in which they are run.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
page="$here/../../web"

# The tools are too new for the node of Debian 12; then one from the registry takes its place.
new_enough() { node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'; }
if ! new_enough; then
    if [ "${1:-}" = install ]; then
        mkdir -p node
        cp "$here/package.json" "$here/package-lock.json" node
        npm ci --prefix node --no-audit --no-fund
    fi
    PATH="$(echo "$PWD"/node/node_modules/node-linux-*/bin):$PATH"
    new_enough
fi

case "${1:-}" in
install) npm ci --prefix "$page" --engine-strict=false --no-audit --no-fund ;;
fresh)
    made="$PWD/dist"
    (cd "$page" && npx vite build --outDir "$made" --emptyOutDir)
    diff -r "$page/dist" "$made" || { echo "web/dist is not what web/ makes: run npm run build there, and commit it"; exit 1; }
    ;;
check) npm run check --prefix "$page" ;;
units) npm test --prefix "$page" ;;
flow) PERCUTA="$2" npm run e2e --prefix "$page" ;;
*) sed -n '2,8p' "$0"; exit 2 ;;
esac
