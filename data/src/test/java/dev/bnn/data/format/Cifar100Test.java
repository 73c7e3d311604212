// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.data.ClassNames;
import dev.bnn.data.DataException;
import dev.bnn.data.DataSet;
import dev.bnn.data.DataSets;
import dev.bnn.data.Requests;
import dev.bnn.data.TestTar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class Cifar100Test {
    private static final int RECORD = 3074;

    @TempDir
    Path folder;

    /** Three training records and one for the test; three fine classes in two coarse ones. */
    public static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        byte[] train = new byte[3 * RECORD];
        for (int r = 0; r < 3; r++) {
            train[r * RECORD] = (byte) (r == 1 ? 1 : 0);
            train[r * RECORD + 1] = (byte) (2 - r);
            train[r * RECORD + 2] = (byte) (70 + r);
            train[r * RECORD + 2 + 1024] = 80;
            train[r * RECORD + 2 + 2048] = 90;
        }
        files.put("train.bin", train);
        files.put("test.bin", Arrays.copyOfRange(train, RECORD, 2 * RECORD));
        files.put("fine_label_names.txt", "apple\naquarium_fish\nbaby\n".getBytes());
        files.put("coarse_label_names.txt", "food\nfish\n".getBytes());
        return files;
    }

    private void write(Map<String, byte[]> files) throws IOException {
        Path inside = Files.createDirectories(folder.resolve("cifar-100-binary"));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(inside.resolve(file.getKey()), file.getValue());
        }
    }

    private DataSet load(String spec, String... classes) throws DataException {
        return DataSets.load(new Requests()
                .request(spec, folder, 3, 32, 32)
                .withClasses(ClassNames.of(List.of(classes)))
                .withPath(folder));
    }

    @Test
    void aRecordHasACoarseAndAFineLabel() throws Exception {
        write(files());
        DataSet fine = load("cifar100");
        DataSet coarse = load("cifar100:coarse");

        assertThat(fine.train().labels()).containsExactly(2, 1, 0);
        assertThat(fine.test().labels()).containsExactly(1);
        assertThat(fine.classes()).containsExactly("apple", "aquarium_fish", "baby");
        assertThat(coarse.train().labels()).containsExactly(0, 1, 0);
        assertThat(coarse.classes()).containsExactly("food", "fish");
        assertThat(Arrays.copyOf(fine.train().image(2), 6)).containsExactly(72, 80, 90, 0, 0, 0);
        assertThat(coarse.train().pixels()).isEqualTo(fine.train().pixels());
    }

    @Test
    void theClassesOfANetworkChooseBetweenTheLabelsOfAPath() throws Exception {
        write(files());

        assertThat(load(".", "fish", "food").train().labels()).containsExactly(1, 0, 1);
        assertThat(load(".", "baby", "aquarium fish", "apple").train().labels()).containsExactly(0, 1, 2);
    }

    @Test
    void theArchiveIsTheSameData() throws Exception {
        write(files());
        Map<String, byte[]> inside = new LinkedHashMap<>();
        files().forEach((name, content) -> inside.put("cifar-100-binary/" + name, content));
        Files.write(folder.resolve("cifar-100-binary.tar.gz"), IdxTest.gzip(TestTar.of(inside)));

        assertThat(Requests.load("cifar-100-binary.tar.gz", folder, 3, 32, 32).hash())
                .isEqualTo(Requests.load(".", folder, 3, 32, 32).hash());
    }

    @Test
    void mistakesAreTold() throws Exception {
        Map<String, byte[]> files = files();
        files.get("train.bin")[1] = 5;
        write(files);
        assertThat(Requests.failure(".", folder, 3, 32, 32).problem())
                .endsWith("is corrupt: record 0 has label 5, labels go from 0 to 2");

        files.put("train.bin", new byte[RECORD + 1]);
        write(files);
        assertThat(Requests.failure(".", folder, 3, 32, 32).problem())
                .startsWith("train.bin in ")
                .endsWith(" has 3075 bytes; whole records of 3074 bytes were expected, 153700000 in all");

        Files.delete(folder.resolve("cifar-100-binary/fine_label_names.txt"));
        assertThat(Requests.failure(".", folder, 3, 32, 32))
                .hasMessageContaining(" has no fine_label_names.txt")
                .hasMessageContaining("Take all files of the CIFAR-100 binary version, or cifar-100-binary.tar.gz.");
    }
}
