// The block of skin in three dimensions. Everything of three.js is in this file, which is loaded when it comes into view.
import {
  BoxGeometry, Color, CylinderGeometry, DoubleSide, EdgesGeometry, HemisphereLight, DirectionalLight, InstancedMesh, LineBasicMaterial,
  LineSegments, Matrix4, Mesh, MeshBasicMaterial, MeshLambertMaterial, PerspectiveCamera, Plane, Scene, Vector3, WebGLRenderer,
} from 'three';
import type { HoleMap, Result } from './result';
import type { Pose } from './pose';
import { layers } from './section';

export interface Block { draw: () => void; clip: (share: number) => void; theme: () => void; resize: () => void; end: () => void }

export function block(canvas: HTMLCanvasElement, result: Result, map: HoleMap, bottom_um: number, pose: Pose): Block {
  const renderer = new WebGLRenderer({ canvas, antialias: true, preserveDrawingBuffer: true });
  renderer.localClippingEnabled = true;
  const scene = new Scene();
  const camera = new PerspectiveCamera(32, 1, 0.05, 60);
  const side = Math.min(pose.most, map.side_mm);
  const corner = (map.side_mm - side) / 2;
  const depth = bottom_um / 1000;
  const plane = new Plane(new Vector3(0, 0, -1), side);

  const strata = layers(result, bottom_um).map((l) => {
    const size = (l.to - l.from) / 1000;
    const material = new MeshBasicMaterial({ transparent: true, opacity: 0.5, depthWrite: false, clippingPlanes: [plane] });
    const mesh = new Mesh(new BoxGeometry(side, size, side), material);
    mesh.position.y = -(l.from / 1000 + size / 2);
    scene.add(mesh);
    const edges = new LineSegments(new EdgesGeometry(mesh.geometry), new LineBasicMaterial({ transparent: true, opacity: 0.7, clippingPlanes: [plane] }));
    edges.position.copy(mesh.position);
    scene.add(edges);
    return { css: l.css, material, edge: edges.material };
  });

  // One cone for all channels, its point down, its mouth in the surface; a later one is scaled to its own size.
  const cone = new CylinderGeometry(0.5, 0.06, 1, 14);
  cone.translate(0, -0.5, 0);
  const inside = map.holes.filter((h) => h.pierced && h.x_mm > corner && h.x_mm < corner + side && h.y_mm > corner && h.y_mm < corner + side);
  const paint = new MeshLambertMaterial({ side: DoubleSide, clippingPlanes: [plane] });
  const holes = new InstancedMesh(cone, paint, Math.max(1, inside.length));
  holes.count = inside.length;
  const place = new Matrix4();
  inside.forEach((h, i) => {
    const [w, l] = [h.mouth_um + (h.slot_um[0] ?? 0), h.mouth_um + (h.slot_um[1] ?? 0)];
    place.makeScale(w / 1000, h.depth_um / 1000, l / 1000).setPosition(h.x_mm - corner - side / 2, 0.002, h.y_mm - corner - side / 2);
    holes.setMatrixAt(i, place);
  });
  scene.add(holes);
  const sky = new HemisphereLight(0xffffff, 0xffffff, 2.2);
  const sun = new DirectionalLight(0xffffff, 1.4);
  sun.position.set(2, 4, 3);
  scene.add(sky, sun);

  function draw(): void {
    const { around, up } = pose;
    const away = side * pose.away;
    camera.position.set(away * Math.cos(up) * Math.sin(around), away * Math.sin(up) - depth / 2, away * Math.cos(up) * Math.cos(around));
    camera.lookAt(0, -depth / 2, 0);
    renderer.render(scene, camera);
  }
  function theme(): void {
    // The browser resolves a token to the colour of the theme.
    const token = (name: string) => {
      canvas.style.color = `var(${name})`;
      return new Color(getComputedStyle(canvas).color);
    };
    renderer.setClearColor(token('--paper'));
    for (const s of strata) {
      s.material.color = token(s.css === 'bo' ? '--rule' : `--${s.css}`);
      s.edge.color = token('--axis');
    }
    paint.color = token('--s1');
    draw();
  }
  function resize(): void {
    const { clientWidth: w, clientHeight: h } = canvas;
    renderer.setPixelRatio(Math.min(2, devicePixelRatio));
    renderer.setSize(w, h, false);
    camera.aspect = w / Math.max(1, h);
    camera.updateProjectionMatrix();
    draw();
  }
  theme();
  resize();
  return {
    draw,
    clip(share) {
      plane.constant = side * (0.5 - share) + 1e-3;
      draw();
    },
    theme, resize,
    end() {
      renderer.dispose();
      scene.traverse((o) => {
        if (o instanceof Mesh || o instanceof LineSegments) o.geometry.dispose();
      });
    },
  };
}
