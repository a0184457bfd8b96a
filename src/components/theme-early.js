// Runs in the head before the first paint, so that a chosen theme does not flash. Plain script, inlined as it stands;
// tools/headers.ts lists its hash in the content security policy.
try {
  const chosen = localStorage.getItem('theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // Storage is blocked: the system's theme it is.
}
document.documentElement.classList.add('scripted');
