// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.server;

import dev.bnn.edit.show.Lenses;
import dev.bnn.lsp.text.FileUris;
import dev.bnn.report.RecordedAccuracy;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The Maven project of a model, and the files that its goals have written.
 *
 * @param root the folder of the nearest POM above the model
 */
record ProjectFiles(Path root) implements Lenses.Results {
    /** The project of a document; empty if the document is not a file, or has no POM above it. */
    static Optional<ProjectFiles> of(String uri) {
        Optional<Path> file = FileUris.path(uri);
        Path folder = file.map(Path::toAbsolutePath).map(Path::getParent).orElse(null);
        while (folder != null) {
            if (Files.isRegularFile(folder.resolve("pom.xml"))) {
                return Optional.of(new ProjectFiles(folder));
            }
            folder = folder.getParent();
        }
        return Optional.empty();
    }

    /**
     * The address of a file that a document names, relative to the folder of its project or, without a project, to its own
     * folder. Empty if the document is not a file, or if the path is not valid on this system, which training reports.
     */
    static Optional<String> address(String uri, String path) {
        try {
            return of(uri).map(ProjectFiles::root)
                    .or(() -> FileUris.path(uri).map(Path::toAbsolutePath).map(Path::getParent))
                    .map(folder -> folder.resolve(path).normalize().toUri().toString());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The folder to which the goals write. */
    private Path outputs() {
        return root.resolve("target").resolve("bnn");
    }

    Path report(String network) {
        return outputs().resolve(network).resolve("report.html");
    }

    @Override
    public Optional<String> accuracy(String network, String recipe) {
        return RecordedAccuracy.of(outputs(), network, recipe);
    }
}
