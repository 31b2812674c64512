#!/bin/sh
# The paper path of the simulated printer: ippeveprinter runs this for each job, with the PDF as its argument, and reads STATE and ATTR lines from
# standard error. What is to go wrong stands in $XIAOWU_PRINTER_FOLDER/control; numbers there are absolute sheet numbers, 0 means never.
folder=${XIAOWU_PRINTER_FOLDER:?}
document=$1

say() { printf '%s\n' "$*" >&2; }

# ippeveprinter does not tell its command that the job was cancelled; its log does.
cancelled() {
  awk '/ (Create-Job|Print-Job) successful-ok/ { c = 0 } / Cancel-Job successful-ok/ { c = 1 } END { exit !c }' "$folder/log"
}

look() {
  empty_at=0 jam_at=0 door_at=0 abort_at=0 delay=0
  . "$folder/control"
  next=$((count + 1))
  reason=
  if [ "$jam_at" -gt 0 ] && [ $next -ge "$jam_at" ]; then
    reason=media-jam
  elif [ "$door_at" -gt 0 ] && [ $next -ge "$door_at" ]; then
    reason=cover-open
  elif [ "$empty_at" -gt 0 ] && [ $next -ge "$empty_at" ]; then
    reason=media-empty,media-needed
  fi
}

# Returns when the next sheet may be pulled; ends the job when it was cancelled. A jam stays in the printer even when its job is cancelled.
wait_until_free() {
  told=
  while :; do
    look
    if [ "$reason" != "$told" ]; then
      [ -z "$told" ] || say "STATE: -$told"
      [ -z "$reason" ] || say "STATE: +$reason"
      told=$reason
    fi
    case $reason in
      '') return ;;
      media-empty*) if cancelled; then say "STATE: -media-needed"; exit 0; fi ;;
    esac
    kill -0 "$PPID" 2>/dev/null || exit 1
    sleep 0.03
  done
}

put() {
  printf '%s\n' "$2" >"$folder/$1.new" && mv "$folder/$1.new" "$folder/$1"
}

count=$(cat "$folder/count")
total=$(pdfinfo "$document" 2>/dev/null | awk '/^Pages:/ { print $2 }')
if [ -z "$total" ]; then
  say "ERROR: the document cannot be read"
  exit 1
fi
say "STATE: -media-jam,cover-open"
say "ATTR: job-impressions=$total job-impressions-completed=0"
out=0
while [ $out -lt "$total" ]; do
  wait_until_free
  if cancelled; then exit 0; fi
  if [ "$abort_at" -eq $next ] && [ "$(cat "$folder/aborted" 2>/dev/null)" != "$abort_at" ]; then
    put aborted "$abort_at"
    say "ERROR: fuser failure"
    exit 1
  fi
  [ "$delay" = 0 ] || sleep "$delay"
  out=$((out + 1))
  count=$((count + 1))
  put count $count
  say "ATTR: job-impressions-completed=$out"
done
look
[ "$reason" != media-empty,media-needed ] || say "STATE: +media-empty"

number=$(printf '%04d' $(($(ls "$XIAOWU_PRINTED_FOLDER" | grep -c '\.pdf$') + 1)))
cp "$document" "$XIAOWU_PRINTED_FOLDER/$number.new" && mv "$XIAOWU_PRINTED_FOLDER/$number.new" "$XIAOWU_PRINTED_FOLDER/$number.pdf"
: >"$folder/log"
exit 0
