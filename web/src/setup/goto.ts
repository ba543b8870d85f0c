const sections: Record<string, string> = {
  subject: 'who', concern: 'what', device: 'device', technique: 'technique', schedule: 'schedule', product: 'products', adjunct: 'adjuncts',
};

/** Focuses the control of a pointer, of the nearest table around it that the form shows, or goes to its section. */
export function goTo(pointer: string): void {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const found = document.getElementById(`f${at}`);
    if (!found) continue;
    const control = found.matches('input, select') ? found : (found.querySelector<HTMLElement>('input, select') ?? found);
    found.scrollIntoView({ block: 'center' });
    control.focus({ preventScroll: true });
    return;
  }
  document.getElementById(sections[pointer.split('/')[1] ?? ''] ?? 'who')?.scrollIntoView();
}
