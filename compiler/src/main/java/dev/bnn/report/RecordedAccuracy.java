// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bnn.source.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The accuracy of a recipe that was trained, from the {@code provenance.json} that the training wrote. */
public final class RecordedAccuracy {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long LARGEST = 1 << 20;

    private RecordedAccuracy() {}

    /**
     * The accuracy in words: {@code 98.85 % on the test set}.
     *
     * @param output the project's folder of outputs: {@code target/bnn}
     * @return empty if the recipe was not trained, if another one was trained after it, or if the record cannot be read
     */
    public static Optional<String> of(Path output, String network, String recipe) {
        Path folder = output.resolve(network);
        return Stream.of(folder, folder.resolve("recipes").resolve(recipe))
                .flatMap(f -> read(f.resolve("provenance.json")).stream())
                .filter(record -> record.path("recipe").path("name").asText().equals(recipe))
                .map(record -> record.path("test_top1"))
                .filter(JsonNode::isNumber)
                .findFirst()
                .map(top1 -> Words.percentText(top1.doubleValue(), 2) + " on the test set");
    }

    private static Optional<JsonNode> read(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LARGEST
                    ? Optional.of(MAPPER.readTree(Files.readAllBytes(file)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
