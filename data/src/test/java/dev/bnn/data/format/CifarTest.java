// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.data.DataException;
import dev.bnn.data.DataSet;
import dev.bnn.data.Requests;
import dev.bnn.data.TestTar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class CifarTest {
    private static final int RECORD = 3073;

    @TempDir
    Path folder;

    /** Two records per file; the first pixel of record r of file f is (f, r, 200). */
    public static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int f = 1; f <= 6; f++) {
            byte[] content = new byte[2 * RECORD];
            for (int r = 0; r < 2; r++) {
                content[r * RECORD] = (byte) (f + r);
                content[r * RECORD + 1] = (byte) f;
                content[r * RECORD + 1 + 1024] = (byte) r;
                content[r * RECORD + 1 + 2048] = (byte) 200;
            }
            files.put(f == 6 ? "test_batch.bin" : "data_batch_" + f + ".bin", content);
        }
        return files;
    }

    public static byte[] tar(Map<String, byte[]> files) {
        Map<String, byte[]> inside = new LinkedHashMap<>();
        inside.put("cifar-10-batches-bin/", new byte[0]);
        files.forEach((name, content) -> inside.put("cifar-10-batches-bin/" + name, content));
        return TestTar.of(inside);
    }

    private void write(Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private DataException failure(String spec) {
        return Requests.failure(spec, folder, 3, 32, 32);
    }

    @Test
    void planesBecomeInterleavedChannels() throws Exception {
        write(files());
        DataSet data = Requests.load(".", folder, 3, 32, 32);

        assertThat(data.train().count()).isEqualTo(10);
        assertThat(data.test().count()).isEqualTo(2);
        assertThat(Arrays.copyOf(data.train().image(3), 6)).containsExactly(2, 1, (byte) 200, 0, 0, 0);
        assertThat(data.train().label(3)).isEqualTo(3);
        assertThat(data.classes()).startsWith("airplane", "automobile").hasSize(10);
    }

    @Test
    void theFolderAroundAndTheArchiveAreTheSameData() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("cifar-10-batches-bin"));
        for (Map.Entry<String, byte[]> file : files().entrySet()) {
            Files.write(inner.resolve(file.getKey()), file.getValue());
        }
        Files.write(folder.resolve("set.tar.gz"), IdxTest.gzip(tar(files())));

        String hash = Requests.load(".", folder, 3, 32, 32).hash();
        assertThat(Requests.load("set.tar.gz", folder, 3, 32, 32).hash()).isEqualTo(hash);
        assertThat(Requests.load("cifar-10-batches-bin", folder, 3, 32, 32).hash())
                .isEqualTo(hash);
    }

    @Test
    void theNamesOfClassesAreReadWhereTheyAre() throws Exception {
        write(files());
        Files.writeString(folder.resolve("batches.meta.txt"), "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n");

        assertThat(Requests.load(".", folder, 3, 32, 32).classes())
                .containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    }

    @Test
    void aMissingBatchIsNamed() throws Exception {
        Map<String, byte[]> files = files();
        files.remove("data_batch_4.bin");
        write(files);

        assertThat(failure(".").problem()).endsWith(" has no data_batch_4.bin");
    }

    @Test
    void aCutBatchIsToldWithItsSize() throws Exception {
        Map<String, byte[]> files = files();
        files.put("data_batch_2.bin", new byte[RECORD + 100]);
        write(files);

        assertThat(failure(".").problem())
                .startsWith("data_batch_2.bin in ")
                .endsWith(" has 3173 bytes; whole records of 3073 bytes were expected, 30730000 in all");
    }

    @Test
    void anImpossibleLabelIsTold() throws Exception {
        Map<String, byte[]> files = files();
        files.get("test_batch.bin")[RECORD] = (byte) 250;
        write(files);

        assertThat(failure(".").problem()).endsWith("is corrupt: record 1 has label 250, labels go from 0 to 9");
    }

    @Test
    void aCutArchiveIsTold() throws Exception {
        byte[] whole = IdxTest.gzip(tar(files()));
        Files.write(folder.resolve("cut.tar.gz"), Arrays.copyOf(whole, whole.length / 2));

        assertThat(failure("cut.tar.gz").problem()).contains("cut.tar.gz is cut short: " + whole.length / 2 + " bytes");
    }

    @Test
    void anArchiveThatIsNoneIsTold() throws Exception {
        Files.writeString(folder.resolve("a.tar.gz"), "hello, this is not gzip");
        Files.write(folder.resolve("b.tar.gz"), IdxTest.gzip("hello".repeat(200).getBytes()));

        assertThat(failure("a.tar.gz").problem()).contains("a.tar.gz is not a sound tar archive");
        assertThat(failure("b.tar.gz").problem()).contains("b.tar.gz is not a sound tar archive: a header");
    }
}
