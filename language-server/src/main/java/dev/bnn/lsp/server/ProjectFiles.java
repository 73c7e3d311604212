// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.bnn.edit.show.Lenses;
import dev.bnn.lsp.text.FileUris;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The Maven project of a model, and what its goals have written.
 *
 * @param root the folder of the nearest POM above the model
 */
record ProjectFiles(Path root) implements Lenses.Results {
    /** Larger records than this are not read. */
    private static final long LARGEST = 4 << 20;

    /** The project of a document; empty for one that is no file, or has no POM above it. */
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
     * The address of a file that a document names, from its project's folder on, or from its own. Empty where the document is
     * no file or the path is none of this system: training says so.
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

    /** Where the goals write what belongs to a network. */
    private Path folder(String network) {
        return root.resolve("target").resolve("bnn").resolve(network);
    }

    Path report(String network) {
        return folder(network).resolve("report.html");
    }

    @Override
    public Optional<String> accuracy(String network, String recipe) {
        for (Path folder :
                List.of(folder(network), folder(network).resolve("recipes").resolve(recipe))) {
            Optional<String> trained = read(folder.resolve("provenance.json"))
                    .flatMap(origin -> at(origin, "recipe", "name"))
                    .map(JsonElement::getAsString);
            if (trained.equals(Optional.of(recipe))) {
                return read(folder.resolve("metrics.json"))
                        .flatMap(metrics -> at(metrics, "train", "top1"))
                        .map(top1 -> String.format(Locale.ROOT, "%.2f %% on the test images", top1.getAsDouble()));
            }
        }
        return Optional.empty();
    }

    private static Optional<JsonObject> read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            return Optional.of(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
        } catch (IOException | JsonParseException | IllegalStateException e) {
            // Damaged or half written: goals say so, an editor shows nothing.
            return Optional.empty();
        }
    }

    private static Optional<JsonElement> at(JsonObject object, String section, String key) {
        JsonElement inside = object.get(section);
        return inside != null && inside.isJsonObject()
                ? Optional.ofNullable(inside.getAsJsonObject().get(key)).filter(JsonElement::isJsonPrimitive)
                : Optional.empty();
    }
}
