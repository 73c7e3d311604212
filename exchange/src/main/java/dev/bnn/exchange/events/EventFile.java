// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.events;

import dev.bnn.exchange.wire.WireWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * A file of TensorBoard events, which grows during a run. It consists of TensorFlow records (length, its checksum, message,
 * its checksum) that hold {@code Event} messages.
 */
public final class EventFile {
    private static final String PREFIX = "events.out.tfevents.";
    /** The version that readers expect in the first event. */
    private static final String VERSION = "brain.Event:2";

    private final Path file;

    private EventFile(Path file) {
        this.file = file;
    }

    /**
     * Starts a file. Creates the folder if it is missing, and deletes the event files in it.
     *
     * @throws IOException if the folder or the file cannot be written
     */
    public static EventFile begin(Path folder, Instant time) throws IOException {
        Files.createDirectories(folder);
        delete(folder);
        Path file = folder.resolve(String.format(Locale.ROOT, "%s%010d.bnn", PREFIX, time.getEpochSecond()));
        Files.write(file, record(event(time).text(3, VERSION)));
        return new EventFile(file);
    }

    /** The event files in a folder; none if the folder does not exist. */
    public static List<Path> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
    }

    /** Deletes the event files in a folder. */
    public static void delete(Path folder) throws IOException {
        for (Path file : in(folder)) {
            Files.delete(file);
        }
    }

    /** Appends the figures of a step of the optimizer. */
    public void add(Instant time, long step, List<Figure> figures) throws IOException {
        WireWriter summary = new WireWriter();
        figures.forEach(figure -> summary.message(1, figure.message()));
        Files.write(file, record(event(time).integer(2, step).message(5, summary)), StandardOpenOption.APPEND);
    }

    private static WireWriter event(Instant time) {
        return new WireWriter().fixed64(1, time.toEpochMilli() * 1e-3);
    }

    private static byte[] record(WireWriter event) {
        byte[] message = event.toBytes();
        ByteBuffer record = ByteBuffer.allocate(Long.BYTES + message.length + 2 * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(message.length);
        record.putInt(checksum(record.array(), 0, Long.BYTES));
        record.put(message);
        record.putInt(checksum(message, 0, message.length));
        return record.array();
    }

    /**
     * CRC-32C, masked as in TensorFlow's records: rotated, plus a constant, so that the checksum of data that contains checksums
     * differs from them.
     */
    static int checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
    }
}
