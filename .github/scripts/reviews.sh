#!/bin/sh
# Keeps one open issue that lists the sources which have to be read again: opens it, brings it up to date, closes it.
# Its arguments are the command that lists them: 0 for none, 1 for some, anything else is a fault. Needs gh, signed in.
set -u
title="Sources to be read again"

list=$("$@")
case $? in
  0) due="" ;;
  1) due=$list ;;
  *) echo "$0: the list of sources could not be made" >&2; exit 1 ;;
esac
[ -z "$due" ] && [ -z "$list" ] && { echo "$0: the list of sources is empty; something is wrong with $*" >&2; exit 1; }

number=$(gh issue list --state open --limit 1000 --json number,title \
  --jq "map(select(.title == \"$title\")) | .[0].number // empty") || exit 1

if [ -z "$due" ]; then
  [ -z "$number" ] || gh issue close "$number" --comment "All of them have been read again." || exit 1
  echo "nothing is due"
  exit 0
fi
body="The day on which these sources had to be read again has passed; until then each claim is marked on its page.
Read each, mend the pages, and move its \`verified\` in docs/sources.toml.

\`\`\`text
$due
\`\`\`"
if [ -n "$number" ]; then
  gh issue edit "$number" --body "$body"
else
  gh issue create --title "$title" --body "$body"
fi
