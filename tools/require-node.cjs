// Plain CommonJS on purpose: it must run on any Node, to say plainly that this Node is too old.
const wanted = [22, 12];
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  console.error(
    `Split Decision needs Node ${wanted.join('.')} or later, this is ${process.versions.node} (${process.execPath}).\n` +
      'Run it through npm ("npm start", "npm test"): npm puts the Node that "npm ci" installed first on PATH.\n' +
      'If that one is missing, this platform has no prebuilt binary among our optional dependencies: install Node 24.',
  );
  process.exit(1);
}
