// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.goals.authoring;

import dev.bnn.runtime.internal.io.AtomicFile;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Says where the language server is and which lines each editor needs. On request, copies the server and its script to a folder.
 */
public final class LanguageServerGoal {
    /** The script within the jar, and its name in the folder. */
    private static final String SCRIPT = "bnn-ls";

    private static final String SCRIPT_ENTRY = "dev/bnn/lsp/" + SCRIPT;

    private LanguageServerGoal() {}

    /**
     * @param jar the server with all that it needs
     * @param folder where to copy the script and the jar; empty to leave the jar where it is
     */
    public record Request(Path jar, Optional<Path> folder) {}

    /**
     * Prints the lines.
     *
     * @return the command that starts the server
     * @throws WorkflowException if the jar has no script to copy to the folder
     */
    public static List<String> run(Request request, Events events) throws WorkflowException, IOException {
        Path jar = request.jar().toAbsolutePath();
        List<String> command = List.of("java", "-jar", jar.toString());
        if (request.folder().isPresent()) {
            Path folder = request.folder().get().toAbsolutePath().normalize();
            install(jar, folder);
            jar = folder.resolve("bnn-language-server.jar");
            command = List.of(folder.resolve(SCRIPT).toString());
        }
        events.result("The language server: " + jar);
        events.result("Its command: " + String.join(" ", command));
        lines(command).forEach(events::result);
        return command;
    }

    private static void install(Path jar, Path folder) throws WorkflowException, IOException {
        Files.createDirectories(folder);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(SCRIPT_ENTRY);
            if (entry == null) {
                throw new WorkflowException(jar + " has no " + SCRIPT_ENTRY + ": it is not the language server.");
            }
            try (InputStream in = zip.getInputStream(entry)) {
                AtomicFile.write(folder.resolve(SCRIPT), in.readAllBytes());
            }
        }
        AtomicFile.write(folder.resolve("bnn-language-server.jar"), out -> Files.copy(jar, out));
        if (!folder.resolve(SCRIPT).toFile().setExecutable(true)) {
            throw new WorkflowException("The script " + folder.resolve(SCRIPT) + " cannot be made executable.");
        }
    }

    private static List<String> lines(List<String> command) {
        String words = command.stream().map(LanguageServerGoal::quoted).collect(Collectors.joining(" "));
        String list = command.stream().map(LanguageServerGoal::quoted).collect(Collectors.joining(", "));
        return """

                VS Code: install the extension of editors/vscode, which has a server of its own; or in settings.json this one:
                  "bnn.server.command": [%2$s]

                Neovim, in init.lua:
                  vim.cmd('autocmd BufRead,BufNewFile *.bnn setfiletype bnn')
                  vim.api.nvim_create_autocmd('FileType', { pattern = 'bnn', callback = function()
                    local server = { name = 'bnn-ls', cmd = { %2$s }, root_dir = vim.fn.getcwd() }
                    if vim.lsp.start then vim.lsp.start(server)
                    else vim.lsp.buf_attach_client(0, vim.lsp.start_client(server)) end
                  end })

                Emacs, in init.el:
                  (define-derived-mode bnn-mode prog-mode "BNN" (setq-local comment-start "# "))
                  (add-to-list 'auto-mode-alist '("\\\\.bnn\\\\'" . bnn-mode))
                  (with-eval-after-load 'eglot (add-to-list 'eglot-server-programs '(bnn-mode . (%1$s))))
                  (add-hook 'bnn-mode-hook #'eglot-ensure)

                IntelliJ (not tried): in the plugin LSP4IJ a new language server with the command above, for files *.bnn.

                docs/editor.md says more.""".formatted(words, list).lines().toList();
    }

    /** A string literal that is valid in Lua, Lisp and JSON. */
    private static String quoted(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
