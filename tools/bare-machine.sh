#!/usr/bin/env bash
# CI as on a machine that has never seen this project: a clone of what is committed, an empty home without caches, no
# browser but the one inside an npm package. Prints how long it took.
set -euo pipefail
root=$(git rev-parse --show-toplevel)
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir "$home/tmp"
# The machine's own Node, not the one that npm puts first.
PATH=$(tr ':' '\n' <<<"$PATH" | grep -v node_modules | paste -sd: -)
git clone --quiet "$root" "$home/course"
cd "$home/course"
echo "Node $(node --version), npm $(npm --version), in an empty home"
began=$SECONDS
# Only what every machine has, and the certificates that its network may ask for.
env -i HOME="$home" TMPDIR="$home/tmp" PATH="$(dirname "$(command -v node)"):/usr/bin:/bin" CI=true \
  ${NODE_EXTRA_CA_CERTS:+NODE_EXTRA_CA_CERTS="$NODE_EXTRA_CA_CERTS"} bash .ci/run
echo "Installed and tested in $((SECONDS - began)) s"
