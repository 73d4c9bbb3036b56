#!/usr/bin/env bash
# Makes docs/screenshot.png: the results page on the fictional sample. Needs Chromium and target/release/iopfinder.
set -euo pipefail
cd "$(dirname "$0")/.."

binary=${BINARY:-target/release/iopfinder}
scratch=$(mktemp -d)
server=
trap '[ -z "$server" ] || { kill "$server" && wait "$server"; } || true; rm -rf "$scratch"' EXIT

"$binary" import sample --data-dir "$scratch/data" >"$scratch/log" 2>&1
"$binary" serve --no-import --data-dir "$scratch/data" --listen 127.0.0.1:0 >"$scratch/address" 2>>"$scratch/log" &
server=$!
address=
for _ in $(seq 100); do
    address=$(sed -n 's/^listening on //p' "$scratch/address")
    [ -z "$address" ] || ! curl -sf "$address/readyz" >/dev/null || break
    kill -0 "$server" || { cat "$scratch/log" >&2; exit 1; }
    sleep 0.1
done

# The page is the answer to a form, so a form that sends itself is what Chromium opens.
cat >"$scratch/search.html" <<HTML
<body onload="document.forms[0].submit()">
<form method="post" action="$address/search"><input name="near" value="Austin, TX"></form>
HTML
timeout 60 chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --no-first-run --disable-sync \
    --disable-background-networking --disable-component-update --user-data-dir="$scratch/chromium" \
    --window-size=800,1010 --virtual-time-budget=8000 \
    --screenshot="$PWD/docs/screenshot.png" "file://$scratch/search.html" >>"$scratch/log" 2>&1
ls -l docs/screenshot.png
