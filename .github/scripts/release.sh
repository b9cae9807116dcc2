#!/bin/sh
# Makes the release of the tag in TAG, with what the built site has to be carried away. Needs gh, signed in.
set -eu
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml | head -n 1)
[ "${TAG-}" = "v$version" ] || { echo "$0: the tag is '${TAG-}', but pyproject.toml has version $version" >&2; exit 1; }
grep -q "^## $version\$" CHANGELOG.md || { echo "$0: CHANGELOG.md has no heading '## $version'" >&2; exit 1; }

for language in pt-BR en es; do
  for file in "site/pdf/guia-$language.pdf" "site/offline/guia-$language.zip"; do
    [ -s "$file" ] || { echo "$0: $file is missing; run make site first" >&2; exit 1; }
  done
done

notes=$(sed -n "/^## $version\$/,/^## /{/^## /d;p;}" CHANGELOG.md)
gh release create "$TAG" --verify-tag --title "$TAG" --notes "$notes" site/pdf/*.pdf site/offline/*.zip site/ensaio/*.whl
