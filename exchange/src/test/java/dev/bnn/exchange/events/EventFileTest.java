// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.exchange.wire.WireReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the bytes of an event file with the description of the format, and reads them back. */
class EventFileTest {
    private static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_500L);

    @TempDir
    private Path folder;

    /** The first 12 bytes are the same in any event file: the length, 24, and its checksum. */
    @Test
    void beginsWithTheVersion() throws Exception {
        EventFile.begin(folder.resolve("a/b"), TIME);
        byte[] bytes = Files.readAllBytes(only(folder.resolve("a/b")));
        assertThat(HexFormat.of().formatHex(bytes, 0, 12)).isEqualTo("1800000000000000a37f4b22");
        assertThat(HexFormat.of().formatHex(bytes, 12, 36))
                .isEqualTo("0900002040fc54d9411a0d627261696e2e4576656e743a32");
        assertThat(bytes).hasSize(40);
    }

    @Test
    void holdsWhatIsAdded() throws Exception {
        EventFile file = EventFile.begin(folder, TIME);
        file.add(TIME, 3, List.of(new Figure.Scalar("loss", 0.25), new Figure.Scalar("accuracy/train", 0.5)));
        file.add(
                TIME.plusSeconds(1),
                300,
                List.of(new Figure.Histogram("weights/conv1", -2, 2, List.of(1L, 0L, 5L, 2L))));
        assertThat(read(only(folder)))
                .containsExactly(
                        "1.7000000005E9 version brain.Event:2",
                        "1.7000000005E9 step 3 loss 0.25 accuracy/train 0.5",
                        "1.7000000015E9 step 300 weights/conv1 [-2.0, 2.0, 8.0, 4.0, 8.0]"
                                + " [-1.0, 0.0, 1.0, 2.0] [1.0, 0.0, 5.0, 2.0]");
    }

    @Test
    void anotherFileTakesThePlaceOfTheFirstAndLeavesOthersAlone() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        EventFile.begin(folder, TIME);
        EventFile.begin(folder, TIME.plusSeconds(5));
        assertThat(only(folder)).hasFileName("events.out.tfevents.1700000005.bnn");
        assertThat(folder.resolve("notes.txt")).hasContent("mine");
    }

    @Test
    void aFolderThatIsMissingHasNone() throws Exception {
        assertThat(EventFile.in(folder.resolve("missing"))).isEmpty();
    }

    private static Path only(Path folder) throws Exception {
        List<Path> files = EventFile.in(folder);
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    /** The events as text; checks their checksums. */
    private static List<String> read(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<String> events = new ArrayList<>();
        while (in.hasRemaining()) {
            int start = in.position();
            int length = (int) in.getLong();
            assertThat(in.getInt()).isEqualTo(EventFile.checksum(bytes, start, 8));
            events.add(event(
                    new WireReader(ByteBuffer.wrap(bytes, start + 12, length).slice())));
            in.position(start + 12 + length);
            assertThat(in.getInt()).isEqualTo(EventFile.checksum(bytes, start + 12, length));
        }
        return events;
    }

    private static String event(WireReader event) {
        StringBuilder text = new StringBuilder();
        while (event.next()) {
            switch (event.field()) {
                case 1 -> text.append(event.fixed64());
                case 2 -> text.append(" step ").append(event.integer());
                case 3 -> text.append(" version ").append(event.text());
                default -> {
                    WireReader summary = event.message();
                    while (summary.next()) {
                        value(summary.message(), text);
                    }
                }
            }
        }
        return text.toString();
    }

    private static void value(WireReader value, StringBuilder text) {
        while (value.next()) {
            switch (value.field()) {
                case 1 -> text.append(' ').append(value.text());
                case 2 -> text.append(' ').append(value.real());
                default -> histogram(value.message(), text);
            }
        }
    }

    private static void histogram(WireReader histogram, StringBuilder text) {
        List<Double> sums = new ArrayList<>();
        List<List<Double>> lists = new ArrayList<>();
        while (histogram.next()) {
            if (histogram.packed()) {
                ByteBuffer block = histogram.block().order(ByteOrder.LITTLE_ENDIAN);
                List<Double> list = new ArrayList<>();
                while (block.hasRemaining()) {
                    list.add(block.getDouble());
                }
                lists.add(list);
            } else {
                sums.add(histogram.fixed64());
            }
        }
        text.append(' ').append(sums);
        lists.forEach(list -> text.append(' ').append(list));
    }
}
