-- SPDX-License-Identifier: Apache-2.0
-- Model files of binarized neural networks: starts the language server bnn-ls, once per project.
-- vim.g.bnn_ls_command is the command where bnn-ls is not on the path, such as { 'java', '-jar', '/opt/bnn-language-server.jar' }.
vim.bo.commentstring = '# %s'
vim.bo.comments = ':#'
vim.bo.shiftwidth = 2
vim.bo.expandtab = true
vim.bo.omnifunc = 'v:lua.vim.lsp.omnifunc'

local command = vim.g.bnn_ls_command or { 'bnn-ls' }
if vim.fn.executable(command[1]) == 0 then
  vim.notify('bnn: ' .. command[1] .. ' is not on the path; mvn bnn:language-server says how to install it', vim.log.levels.WARN)
  return
end

-- The folder of the POM above the file, or the file's own.
local folder = vim.fn.expand('%:p:h')
local pom = vim.fn.findfile('pom.xml', folder .. ';')
local root = pom == '' and folder or vim.fn.fnamemodify(pom, ':p:h')

if vim.lsp.start then
  vim.lsp.start({ name = 'bnn-ls', cmd = command, root_dir = root })
else
  -- Neovim 0.7
  local id
  for _, client in pairs(vim.lsp.get_active_clients()) do
    if client.name == 'bnn-ls' and client.config.root_dir == root then
      id = client.id
    end
  end
  vim.lsp.buf_attach_client(0, id or vim.lsp.start_client({ name = 'bnn-ls', cmd = command, root_dir = root }))
end
