-- SPDX-License-Identifier: Apache-2.0
-- A person in Neovim: opens a model, types, completes, hovers, renames, formats. Writes what is to be seen to the file of BNN_SEEN.
-- Keys go through the main loop as typed ones do, so each step waits for what it needs to see before the next.
local seen = assert(io.open(vim.env.BNN_SEEN, 'w'))

local function note(text)
  seen:write(text, '\n')
  seen:flush()
end

local function findings()
  local found = {}
  for _, d in ipairs(vim.diagnostic.get(0)) do
    local code = d.code or (d.user_data and d.user_data.lsp and d.user_data.lsp.code) or '?'
    table.insert(found, string.format('%d:%d %s %s', d.lnum + 1, d.col + 1, code, vim.split(d.message, '\n')[1]))
  end
  return found
end

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

local function window()
  for _, w in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(w).relative ~= '' then
      return w
    end
  end
end

local script
local timer = vim.loop.new_timer()

-- Waits until the condition holds.
local function wait(what, condition)
  for _ = 1, 1500 do
    if condition() then
      return
    end
    coroutine.yield()
  end
  note('WAITED IN VAIN FOR ' .. what)
  vim.cmd('cquit')
end

local function type_keys(keys)
  vim.api.nvim_input(keys)
  coroutine.yield()
end

local function on(pattern)
  vim.fn.cursor(1, 1)
  vim.fn.search(pattern, 'cW')
end

script = coroutine.create(function()
  wait('a client', function() return #vim.lsp.buf_get_clients(0) > 0 end)
  wait('a finding', function() return #findings() > 0 end)
  note('## opened')
  for _, f in ipairs(findings()) do note(f) end

  note('## typed: the slip is mended')
  on('dens ')
  type_keys('ea')
  type_keys('e<Esc>')
  wait('no findings', function() return #findings() == 0 end)
  note(vim.api.nvim_get_current_line())

  note('## completed')
  on('dense')
  type_keys('Oconv 8 ker<C-x><C-o>')
  wait('proposals', function() return vim.fn.getline('.'):find('kernel') or #vim.fn.complete_info({ 'items' }).items > 0 end)
  local words = {}
  for _, item in ipairs(vim.fn.complete_info({ 'items' }).items) do table.insert(words, item.abbr ~= '' and item.abbr or item.word) end
  note(table.concat(words, ' '))
  note(vim.api.nvim_get_current_line())
  type_keys('<C-e><Esc>dd')
  wait('the line to go', function() return not table.concat(lines(), '\n'):find('conv 8 ker$') and #findings() == 0 end)

  note('## hovered over dense')
  on('dense')
  vim.lsp.buf.hover()
  wait('a window', window)
  for _, l in ipairs(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window()), 0, -1, false)) do note(l) end
  vim.api.nvim_win_close(window(), true)

  note('## went to the definition of width')
  on('conv3(width)')
  vim.fn.search('width', 'W')
  vim.lsp.buf.definition()
  wait('the jump', function() return vim.fn.line('.') ~= vim.fn.search('conv3(width)', 'nw') end)
  note(vim.fn.line('.') .. ': ' .. vim.api.nvim_get_current_line())

  note('## renamed width to channels')
  vim.lsp.buf.rename('channels')
  wait('the new name', function() return vim.fn.search('conv3(channels)', 'nw') > 0 end)
  for _, l in ipairs(lines()) do
    if l:find('channels') then note(l) end
  end
  -- Lets the client's timer for changes end while the next step is due: version 0.7 then sends a change without content after the
  -- request to format.
  vim.loop.sleep(300)
  coroutine.yield()

  note('## formatted')
  vim.lsp.buf.formatting_sync(nil, 10000)
  for _, l in ipairs(lines()) do note(l) end

  timer:stop()
  seen:close()
  vim.cmd('qall!')
end)

timer:start(50, 20, vim.schedule_wrap(function()
  if coroutine.status(script) == 'suspended' then
    local fine, fault = coroutine.resume(script)
    if not fine then
      note('FAULT ' .. tostring(fault))
      vim.cmd('cquit')
    end
  end
end))
