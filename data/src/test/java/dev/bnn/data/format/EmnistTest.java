// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bnn.data.ClassNames;
import dev.bnn.data.DataException;
import dev.bnn.data.DataRequest;
import dev.bnn.data.DataSet;
import dev.bnn.data.DataSets;
import dev.bnn.data.Requests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class EmnistTest {
    private static final String[] ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");

    @TempDir
    Path folder;

    /** Images of 3 x 3 pixels, 0 to 8 row by row in the file, so column by column in the upright image. */
    public static Map<String, byte[]> split(String word, int... labels) throws IOException {
        byte[] pixels = new byte[9 * labels.length];
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            bytes[i] = (byte) labels[i];
            for (int p = 0; p < 9; p++) {
                pixels[9 * i + p] = (byte) p;
            }
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String part : List.of("train", "test")) {
            String stem = "emnist-" + word + "-" + part;
            files.put(stem + "-images-idx3-ubyte.gz", IdxTest.gzip(IdxTest.idx(0x803, pixels, labels.length, 3, 3)));
            files.put(stem + "-labels-idx1-ubyte.gz", IdxTest.gzip(IdxTest.idx(0x801, bytes, labels.length)));
        }
        return files;
    }

    private void write(Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry("gzip/" + file.getKey()));
                zip.write(file.getValue());
            }
        }
        return out.toByteArray();
    }

    private DataSet load(String spec, String... classes) throws DataException {
        return DataSets.load(new Requests()
                .request(spec, folder, 1, 3, 3)
                .withClasses(ClassNames.of(List.of(classes)))
                .withPath(folder));
    }

    @Test
    void imagesArePutUpright() throws Exception {
        write(split("digits", 3, 0));

        assertThat(load("emnist:digits").train().image(1)).containsExactly(0, 3, 6, 1, 4, 7, 2, 5, 8);
        assertThat(load("emnist:digits").train().labels()).containsExactly(3, 0);
    }

    @Test
    void lettersBeginAtOne() throws Exception {
        write(split("letters", 1, 26, 2));

        assertThat(load("emnist:letters").classes()).containsExactly(ALPHABET);
        assertThat(load("emnist:letters", ALPHABET).train().labels()).containsExactly(0, 25, 1);
        String[] numbers =
                IntStream.rangeClosed(1, 26).mapToObj(Integer::toString).toArray(String[]::new);
        assertThat(load("emnist:letters", numbers).train().labels()).containsExactly(0, 25, 1);
    }

    @Test
    void eachSplitHasItsSymbols() throws Exception {
        write(split("balanced", 0, 10, 36, 46));
        write(split("byclass", 61, 36));
        DataSet balanced = load("emnist:balanced");
        DataSet all = load("emnist:byclass");

        assertThat(balanced.classes())
                .hasSize(47)
                .startsWith("0", "1")
                .contains("A")
                .endsWith("n", "q", "r", "t");
        assertThat(balanced.classes().get(36)).isEqualTo("a");
        assertThat(all.classes()).hasSize(62).endsWith("y", "z");
        assertThat(all.train().labels()).containsExactly(61, 36);
    }

    @Test
    void theArchiveOfNistIsTheSameData() throws Exception {
        write(split("mnist", 7, 1));
        String hash = load("emnist:mnist").hash();
        Path archive = Files.createDirectory(folder.resolve("archive"));
        Map<String, byte[]> both = split("mnist", 7, 1);
        both.putAll(split("letters", 5));
        Files.write(archive.resolve("gzip.zip"), zip(both));

        DataRequest request =
                new Requests().request("emnist:mnist", folder, 1, 3, 3).withPath(archive);
        assertThat(DataSets.load(request).hash()).isEqualTo(hash);
    }

    @Test
    void aPathWithOneSplitNeedsNoName() throws Exception {
        write(split("digits", 3, 0));
        assertThat(Requests.load(".", folder, 1, 3, 3).train().labels()).containsExactly(3, 0);

        write(split("letters", 1));
        assertThat(Requests.failure(".", folder, 1, 3, 3))
                .hasMessageContaining(" has several splits of EMNIST: letters, digits\n")
                .hasMessageContaining("Write data \"emnist:SPLIT\"");
        DataRequest other =
                new Requests().request("emnist:bymerge", folder, 1, 3, 3).withPath(folder);
        assertThat(catchThrowableOfType(DataException.class, () -> DataSets.load(other))
                        .problem())
                .endsWith(" has no split bymerge of EMNIST, but letters, digits");
    }

    @Test
    void mistakesAreTold() throws Exception {
        write(split("letters", 0));
        assertThat(Requests.failure(".", folder, 1, 3, 3).problem())
                .endsWith(" is corrupt: emnist-letters has label 0, labels go from 1 to 26");

        Path archive = Files.createDirectory(folder.resolve("archive"));
        Map<String, byte[]> files = split("letters", 3);
        files.put("emnist-letters-test-images-idx3-ubyte.gz", new byte[] {1, 2, 3});
        Files.write(archive.resolve("gzip.zip"), zip(files));
        assertThat(Requests.failure("archive", folder, 1, 3, 3).problem())
                .contains("gzip.zip: gzip/emnist-letters-test-images-idx3-ubyte.gz is corrupt: ");
        Files.write(archive.resolve("gzip.zip"), new byte[100]);
        assertThat(Requests.failure("archive", folder, 1, 3, 3).problem()).contains("gzip.zip is not a sound zip file");
    }
}
