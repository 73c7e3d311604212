// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.figures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bnn.runtime.internal.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** JSON files in UTF-8, with lines that end in {@code \n}. A write replaces the whole file or leaves it as it was. */
public final class JsonFile {
    public static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonFile() {}

    /** A new, empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Throws {@link IOException} if the file is missing or damaged. */
    public static JsonNode read(Path file) throws IOException {
        return MAPPER.readTree(Files.readAllBytes(file));
    }

    /** The object in the file; an empty one where the file is missing, is damaged or holds something else. */
    public static ObjectNode readOrEmpty(Path file) throws IOException {
        try {
            return readObject(file).orElseGet(JsonFile::object);
        } catch (JsonProcessingException | CharacterCodingException e) {
            return object();
        }
    }

    /**
     * The object in the file; empty if the file is missing or holds something else.
     *
     * @throws IOException if the file is damaged
     */
    public static Optional<ObjectNode> readObject(Path file) throws IOException {
        return Files.isRegularFile(file) && MAPPER.readTree(Files.readString(file)) instanceof ObjectNode object
                ? Optional.of(object)
                : Optional.empty();
    }

    /** Writes an object; does not touch a file that already has the same text. */
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
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        return printer;
    }
}
