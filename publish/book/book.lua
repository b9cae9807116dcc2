-- Turns the plain elements of publish/book/simplify.py into calls of the functions in book.typ.
-- pandoc writes everything else; this file only says where its own Typst stops and ours begins.

local tables = dofile(pandoc.path.join({ pandoc.path.directory(PANDOC_SCRIPT_FILE), 'tables.lua' }))

local function typst(text)
  return pandoc.RawBlock('typst', text)
end

local function inline(text)
  return pandoc.RawInline('typst', text)
end

-- A Lua string as a Typst string.
local function quoted(text)
  return '"' .. text:gsub('\\', '\\\\'):gsub('"', '\\"') .. '"'
end

-- data-<name>: pandoc leaves out "data-" unless HTML has an attribute of that name.
local function data(element, name)
  return element.attributes[name] or element.attributes['data-' .. name]
end

-- Blocks between two pieces of Typst.
local function wrapped(before, blocks, after)
  local out = pandoc.Blocks({ typst(before) })
  out:extend(blocks)
  out:insert(typst(after))
  return out
end

local function wrapped_inline(before, content, after)
  local out = pandoc.Inlines({ inline(before) })
  out:extend(content)
  out:insert(inline(after))
  return out
end

-- The first block as inlines when it is div.title, and the rest.
local function titled(div)
  local first, rest = div.content[1], pandoc.Blocks(div.content)
  if first and first.t == 'Div' and first.classes:includes('title') then
    rest:remove(1)
    return pandoc.utils.blocks_to_inlines(first.content), rest
  end
  return pandoc.Inlines({}), rest
end

-- #name(arguments, [title])[body]
local function call_with_title(name, arguments, div)
  local title, rest = titled(div)
  local head = pandoc.Inlines({ inline('#' .. name .. '(' .. arguments .. '[') })
  head:extend(title)
  head:insert(inline('])['))
  local out = pandoc.Blocks({ pandoc.Plain(head) })
  out:extend(rest)
  out:insert(typst(']'))
  return out
end

local build = {}

function build.part(div)
  return wrapped('#part(' .. quoted(data(div, 'above') or '') .. ')[', div.content, ']')
end

-- A few lines without code stay on one page.
function build.box(div)
  local long = #pandoc.utils.stringify(div.content) > 1000
  div:walk({ CodeBlock = function() long = true end, Table = function() long = true end })
  return call_with_title('notice', 'whole: ' .. tostring(not long) .. ', ' .. quoted(data(div, 'kind')) .. ', ', div)
end

function build.tab(div)
  return call_with_title('tab', '', div)
end

-- What follows begins a page.
function build.fresh()
  return pandoc.Blocks({ typst('#pagebreak(weak: true)') })
end

function build.wide(div)
  return wrapped('#wide[', div.content, ']')
end

-- A question with very many answers goes on where the page ends, between two of them.
function build.question(div)
  local long = tonumber(data(div, 'answers')) > 8
  return wrapped('#question(' .. data(div, 'number') .. ', ' .. tostring(long) .. ')[', div.content, ']')
end

-- What follows from an answer, smaller.
local function with_note(inlines)
  return inlines:walk({
    Span = function(span)
      if span.classes:includes('answer-note') then
        local out = pandoc.Inlines({ inline('#answer-note[') })
        out:extend(span.content)
        out:insert(inline(']'))
        return out
      end
    end,
  })
end

-- Each paragraph is an answer, with its note, that ends with the link to where it leads.
function build.answers(div)
  local out = pandoc.Blocks({ typst('#answers(') })
  for _, paragraph in ipairs(div.content) do
    local said = pandoc.Inlines(paragraph.content)
    local link = said:remove(#said)
    said = with_note(said)
    said:insert(1, inline('['))
    said:insert(inline('], label(' .. quoted(link.target:sub(2)) .. '), ['))
    said:extend(link.content)
    said:insert(inline('],'))
    out:insert(pandoc.Plain(said))
  end
  out:insert(typst(')'))
  return out
end

-- What only stands in a form of its own, which book.typ has under the same name.
for _, name in ipairs({ 'reached', 'entry', 'sources', 'attached', 'case', 'map', 'lead' }) do
  build[name] = function(div)
    return wrapped('#' .. name .. '[', div.content, ']')
  end
end

-- The map: each row has how far in it stands, what is asked or said, and perhaps where that leads.
build['map-row'] = function(div)
  local said, leads = div.content[1], div.content[2]
  local head = '#map-row(' .. quoted(data(div, 'kind')) .. ', ' .. data(div, 'depth') .. ', '
    .. quoted(data(div, 'mark') or '') .. ')['
  local out = pandoc.Inlines({ inline(head) })
  out:extend(said.content)
  out:insert(inline(']['))
  out:extend(leads and leads.content or {})
  out:insert(inline(']'))
  return pandoc.Blocks({ pandoc.Plain(out) })
end

-- Each paragraph is a line to fill in.
function build.sheet(div)
  local out = pandoc.Blocks({ typst('#sheet(') })
  for _, paragraph in ipairs(div.content) do
    out:extend(wrapped('[', { pandoc.Plain(paragraph.content) }, '],'))
  end
  out:insert(typst(')'))
  return out
end

-- What is looked up, and where it leads, as an argument.
local function looked_up(paragraph)
  local said, places = pandoc.Inlines({ inline('([') }), '('
  for _, each in ipairs(paragraph.content) do
    if each.t == 'Link' then
      places = places .. 'label(' .. quoted(each.target:sub(2)) .. '), '
    elseif each.t == 'Code' then
      said:insert(inline('#code-name(' .. quoted(each.text) .. ');'))
    else
      said:insert(each)
    end
  end
  said:insert(inline('], ' .. places .. ')),'))
  return pandoc.Blocks({ pandoc.Plain(said) })
end

-- Headings, and below each paragraphs: what is looked up, then a link to each place.
function build.index(div)
  local out = pandoc.Blocks({ typst('#index(') })
  for _, each in ipairs(div.content) do
    out:extend(each.t == 'Para' and looked_up(each) or wrapped('[', { each }, '],'))
  end
  out:insert(typst(')'))
  return out
end

function build.cards(div)
  local out = pandoc.Blocks({ typst('#cards(') })
  for _, item in ipairs(div.content) do
    out:extend(wrapped('[', item.content, '],'))
  end
  out:insert(typst(')'))
  return out
end

build['outcome-card'] = function(div)
  local out = pandoc.Blocks({ typst('#card(') })
  for _, block in ipairs(div.content) do
    for _, entry in ipairs(block.t == 'DefinitionList' and block.content or {}) do
      local term = pandoc.Inlines({ inline('([') })
      term:extend(entry[1])
      term:insert(inline('], ['))
      out:insert(pandoc.Plain(term))
      for _, definition in ipairs(entry[2]) do
        out:extend(definition)
      end
      out:insert(typst(']),'))
    end
  end
  out:insert(typst(')'))
  return out
end

-- A name of a program: with signs that words do not have, or a capital inside, as in JumpStart; or with a hyphen of its
-- own, which a language must not say twice, as in scikit-learn and K-Means.
local function is_name(text)
  return text:find('[%w)][_=(%[{]') or text:find('[_.@][%w]+[_(=]') or text:find('%l%u') or text:find('^@?%w+%(')
    or text:find('%a%.%l%l') or text:find('::') or text:find('%-%a+%d') or text:find('^scikit%-') or text:find('^%u%-%u%l')
end

-- The words that no line parts (publish/book/whole_words.py): as they are written, or in small letters.
local whole = {}

local function is_whole(text)
  for word in text:gmatch('[%a\128-\255]+') do
    if whole[word] or whole[pandoc.text.lower(word)] then
      return true
    end
  end
end

-- What a word becomes: itself (nil), a name with its seams, or what no line parts.
local function formed(said)
  -- Behind a digit Typst takes an apostrophe for the sign of minutes.
  local text = said:gsub("(%d)'(%a)", '%1’%2'):gsub("^'s%f[%W]", '’s')
  -- At the head of a cell Typst would make a list of it.
  if text:find('^%d+%.$') then
    return { inline('#' .. quoted(text)) }
  end
  -- Typst would make a dash of it; quotes it may form as the language wants them.
  if text:find('%-%-') then
    return { inline('#' .. quoted(text)) }
  end
  local before, name, after = text:match('^(["\'(]*)(.-)(["\'.,;:)]*)$')
  if is_name(name .. after) and not name:find('"') then
    -- No seam behind the sign that it begins with, nor between two signs, as in "(...)".
    local signs, words = name:gsub("'", '’'):match('^(%W*)(.*)$')
    local seams = signs .. words:gsub('([_(.,%[/])(%w)', '%1\0%2'):gsub('=', '=\0')
    if #name > 24 then
      seams = seams:gsub('(%l)(%u)', '%1\0%2')
    end
    local pieces = quoted(seams)
    return { pandoc.Str(before), inline('#name(' .. pieces:gsub('%z', '", "') .. ');'), pandoc.Str(after) }
  end
  if is_whole(text) then
    -- In Portuguese and Spanish a hyphen at the end of a line is said again on the next; in no other language.
    local call = text:find('-', 1, true) and '#foreign("en")[' or '#whole['
    return { inline(call), pandoc.Str(text), inline('];') }
  end
  return text ~= said and { pandoc.Str(text) } or nil
end

-- A book says the same words over and over.
local known = {}

local function form(text)
  if known[text] == nil then
    known[text] = formed(text) or false
  end
  return known[text] or nil
end

-- The name of the file that a line of a diff, or of a change of policies, begins.
local function begun_by(line)
  return line:match('^%-%-%- a/(.+)') or line:match('^@@ (%S+%.json) @@')
end

-- Each file of a diff with its lines, which stand in a block of their own; nothing for what is no diff.
local function files_of(text)
  return coroutine.wrap(function()
    local changed, lines = nil, {}
    for line in (text .. '\n'):gmatch('([^\n]*)\n') do
      local begun = begun_by(line)
      if begun and changed then
        coroutine.yield(changed, table.concat(lines, '\n'))
      end
      if begun then
        changed, lines = begun, {}
      elseif not changed then
        return
      end
      lines[#lines + 1] = line
    end
    coroutine.yield(changed, table.concat(lines, '\n'))
  end)
end

-- What a paragraph with a colon at its end speaks of.
local led = { BulletList = true, CodeBlock = true, OrderedList = true, Table = true }

-- What a chapter ends with and may wait for the next page.
local last_words = { Para = true, BulletList = true }

-- Links that stand without a line below them and without their page: citations, titles, and where the page follows.
local bare = {
  Link = function(link)
    link.classes:insert('bare')
    return link
  end,
}

return {
  {
    Meta = function(meta)
      for word in pandoc.utils.stringify(meta.whole or ''):gmatch('%S+') do
        whole[word] = true
      end
    end,
  },
  {
    -- What says what follows stays with it, and the sources of a chapter with its last words.
    Blocks = function(blocks)
      for n = 1, #blocks - 1 do
        local said, after = blocks[n], blocks[n + 1]
        local leads = said.t == 'Para' and led[after.t] and pandoc.utils.stringify(said):sub(-1) == ':'
        local sources = after.t == 'Div' and after.classes:includes('sources')
        if leads or sources and last_words[said.t] then
          blocks[n] = pandoc.Div({ said }, pandoc.Attr('', { 'lead' }))
        end
      end
      return blocks
    end,
    Div = function(div)
      if div.classes:includes('wide') then
        return div:walk({ Table = function(tbl) tbl.attributes.line = tostring(tables.LINE.wide) return tbl end })
      end
      if div.classes:includes('answers') or div.classes:includes('index') then
        return div:walk(bare)
      end
    end,
    Superscript = function(sup)
      return sup:walk(bare)
    end,
    Header = function(header)
      return header:walk(bare)
    end,
  },
  {
    Table = function(tbl)
      local line = tonumber(tbl.attributes.line or tables.LINE.upright)
      tbl.attributes.line = nil
      tables.with_widths(tbl, line)
      if #tbl.head.rows == 0 then
        return wrapped('#headless[', { tbl }, ']')
      end
      for _, cell in ipairs(tbl.head.rows[1].cells) do
        cell.contents = wrapped('#head[', cell.contents, ']')
      end
      return tbl
    end,
    CodeBlock = function(block)
      local title = data(block, 'title')
      block.attributes = {}
      if title then
        return wrapped('#listing(' .. quoted(title) .. ')[', { block }, ']')
      end
      local said = pandoc.Blocks({})
      for changed, text in files_of(block.text) do
        said:extend(wrapped('#of-file(' .. quoted(changed) .. ')[', { pandoc.CodeBlock(text, block.attr) }, ']'))
      end
      return #said > 0 and said or nil
    end,
    -- A sum of money stands on one line.
    Inlines = function(inlines)
      for n = 1, #inlines - 2 do
        if inlines[n].t == 'Str' and inlines[n].text:find('US%$$') and inlines[n + 1].t == 'Space' then
          inlines[n + 1] = pandoc.Str('\u{a0}')
        end
      end
      return inlines
    end,
    Str = function(str)
      return form(str.text)
    end,
    Span = function(span)
      if span.classes:includes('spot') then
        return inline('#spot(label(' .. quoted(span.identifier) .. '));')
      end
      if span.classes:includes('number') then
        return wrapped_inline('#number[', span.content, '];')
      end
      if span.attributes.lang then
        return wrapped_inline('#foreign(' .. quoted(span.attributes.lang) .. ')[', span.content, '];')
      end
    end,
    -- Links in text are underlined, so that colour alone does not tell them; what is in the book says its page.
    Link = function(link)
      if link.classes:includes('bare') then
        link.attr = pandoc.Attr()
        return link
      end
      if link.classes:includes('page') then
        return inline('#number-of(label(' .. quoted(link.target:sub(2)) .. '));')
      end
      if link.classes:includes('address') then
        return inline('#address(' .. quoted(link.target) .. ');')
      end
      -- The first use of a term; the index says the page of its entry.
      if link.classes:includes('term') then
        return wrapped_inline('#first-use(label(' .. quoted(link.target:sub(2)) .. '))[', link.content, '];')
      end
      if link.target:sub(1, 1) == '#' then
        return wrapped_inline('#to(label(' .. quoted(link.target:sub(2)) .. '))[', link.content, '];')
      end
      return pandoc.Underline({ link })
    end,
  },
  {
    Div = function(div)
      for _, class in ipairs(div.classes) do
        if build[class] then
          return build[class](div)
        end
      end
      if div.classes:includes('title') or div.classes:includes('item') then
        return nil -- the block around it takes it
      end
      if div.attributes.lang then
        -- pandoc's own way puts a heading on the line of the setting, where it is none
        return wrapped('#foreign(' .. quoted(div.attributes.lang) .. ')[', div.content, ']')
      end
      if div.identifier == '' then
        return div.content
      end
      -- pandoc would put it into a block, at whose head a heading has no room above it.
      local out = pandoc.Blocks({ typst('#spot(label(' .. quoted(div.identifier) .. '));') })
      out:extend(div.content)
      return out
    end,
  },
}
