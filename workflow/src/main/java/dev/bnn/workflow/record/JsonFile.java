// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bnn.runtime.AtomicFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A JSON object in a file that is replaced whole or not at all. */
public final class JsonFile {
    public static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonFile() {}

    /** The object in the file; an empty one where the file is missing or was cut short. */
    public static ObjectNode read(Path file) throws IOException {
        try {
            return strict(file).orElseGet(MAPPER::createObjectNode);
        } catch (JsonProcessingException | CharacterCodingException e) {
            // All of it can be made again by running the steps, so a damaged file counts as none; DamagedFiles names
            // it.
            return MAPPER.createObjectNode();
        }
    }

    /** The object in the file; empty where the file is missing or holds something else. */
    static Optional<ObjectNode> strict(Path file) throws IOException {
        return Files.isRegularFile(file) && MAPPER.readTree(Files.readString(file)) instanceof ObjectNode object
                ? Optional.of(object)
                : Optional.empty();
    }

    /** Writes beside the file, then moves; leaves a file with the same text alone. */
    public static void write(Path file, ObjectNode object) throws IOException {
        String text = MAPPER.writer(printer()).writeValueAsString(object) + "\n";
        if (Files.isRegularFile(file) && Files.readString(file).equals(text)) {
            return;
        }
        AtomicFile.write(file, text);
    }

    /** Writes a record by its components. */
    public static void write(Path file, Record value) throws IOException {
        write(file, (ObjectNode) MAPPER.valueToTree(value));
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        return printer;
    }
}
