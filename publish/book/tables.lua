-- How wide the columns of a table are, for book.lua.

local LONGEST = 24 -- characters from which a word has seams where a line may end

-- How many characters of a cell cannot be broken, and how many it has.
local function extent(cell)
  local text = pandoc.utils.stringify(cell.contents)
  local longest = 1
  for piece in text:gsub('[/._:=-]', '%0 '):gmatch('%S+') do
    longest = math.max(longest, utf8.len(piece) or #piece)
  end
  longest = math.min(longest, LONGEST)
  return longest, utf8.len(text) or #text
end

-- Column widths by content: what cannot be broken first, then a share of the rest by how much there is to say.
local LINE = { upright = 96, wide = 150 } -- characters of a table row, about

local function widths(tbl, line)
  local columns = {}
  local function measure(rows)
    for _, row in ipairs(rows) do
      for i, cell in ipairs(row.cells) do
        local longest, length = extent(cell)
        local c = columns[i] or { least = 4, most = 4, sum = 0, count = 0 }
        c.least, c.most = math.max(c.least, longest * 1.2 + 4), math.max(c.most, length + 4)
        c.sum, c.count = c.sum + length, c.count + 1
        columns[i] = c
      end
    end
  end
  measure(tbl.head.rows)
  for _, body in ipairs(tbl.bodies) do
    measure(body.body)
  end
  local least, most, want = 0, 0, 0
  for _, c in ipairs(columns) do
    -- The root keeps a column of few words from starving beside one of many.
    c.want = ((c.sum / c.count + c.most) / 2) ^ 0.65
    least, most, want = least + c.least, most + c.most, want + c.want
  end
  for i, c in ipairs(columns) do
    local chars = most <= line and c.most or c.least + math.max(line - least, 0) * c.want / want
    columns[i] = chars / (most <= line and most or math.max(line, least))
  end
  return columns
end

local function with_widths(tbl, line)
  local found = widths(tbl, line)
  if tbl.classes:includes('levels-grid') then -- a scale: as wide at every level
    for i in ipairs(found) do
      found[i] = i == 1 and 0.04 or 0.96 / (#found - 1)
    end
  end
  for i, width in ipairs(found) do
    tbl.colspecs[i] = { pandoc.AlignLeft, width }
  end
  return tbl
end

return { with_widths = with_widths, LINE = LINE }
