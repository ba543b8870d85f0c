#!/usr/bin/env python3
"""The architecture test itself must fail where it should."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from check import read_floors, violations  # noqa: E402

FLOORS = read_floors("| 3 | `healing` `hair` | x |\n| 1 | `skin` | x |\n| 0 | `core` `numerics` | x |\n")


class Architecture(unittest.TestCase):
    def test_reads_the_floors(self):
        self.assertEqual(FLOORS, {"healing": 3, "hair": 3, "skin": 1, "core": 0, "numerics": 0})

    def test_allows_downward_arrows(self):
        self.assertEqual(violations({"healing/heal.cpp": '#include "skin/atlas.hpp"\n#include "core/error.hpp"'}, FLOORS), [])

    def test_finds_upward_arrows(self):
        self.assertEqual(len(violations({"skin/atlas.cpp": '#include "healing/heal.hpp"'}, FLOORS)), 1)

    def test_finds_sideways_arrows(self):
        self.assertEqual(len(violations({"hair/grow.cpp": '#  include "healing/heal.hpp"'}, FLOORS)), 1)

    def test_finds_rooms_without_a_floor(self):
        self.assertEqual(len(violations({"attic/a.cpp": ""}, FLOORS)), 1)
        self.assertEqual(len(violations({"skin/a.cpp": '#include "attic/a.hpp"'}, FLOORS)), 1)


if __name__ == "__main__":
    unittest.main()
