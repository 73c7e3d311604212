// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bnn.data.format.CifarTest;
import dev.bnn.data.format.IdxTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels refer to the network's classes, for any order and names in the data. */
class LabelsTest {
    private static final List<String> CIFAR =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    @TempDir
    Path folder;

    private final Requests progress = new Requests();

    private DataSet load(String spec, int channels, int height, int width, ClassNames classes) throws DataException {
        return DataSets.load(
                progress.request(spec, folder, channels, height, width).withClasses(classes));
    }

    private DataException failure(String spec, int channels, int height, int width, String... classes) {
        return catchThrowableOfType(
                DataException.class, () -> load(spec, channels, height, width, ClassNames.of(List.of(classes))));
    }

    /** Images whose color is the index of the name in the list. */
    private static Map<String, byte[]> images(String part, String... names) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            for (int n = 0; n < 3; n++) {
                files.put(part + names[i] + "/" + n + ".png", TestImages.png(i));
            }
        }
        return files;
    }

    /** The color of each image, which is the index of its folder, and the name that its label stands for. */
    private static List<String> named(DataSet data, ImageSet set) {
        return IntStream.range(0, set.count())
                .mapToObj(i -> (set.image(i)[2] & 0xFF) + "=" + data.classes().get(set.label(i)))
                .distinct()
                .toList();
    }

    @Test
    void foldersAreTheClassesOfTheirNames() throws Exception {
        TestImages.write(folder.resolve("set"), images("", "stern", "kreis", "dreieck"));
        DataSet data = load("set", 3, 1, 1, ClassNames.of(List.of("stern", "kreis", "dreieck")));

        assertThat(data.classes()).containsExactly("stern", "kreis", "dreieck");
        assertThat(named(data, data.train())).containsExactly("0=stern", "1=kreis", "2=dreieck");
        assertThat(named(data, data.test())).containsExactly("0=stern", "1=kreis", "2=dreieck");
    }

    @Test
    void numbersAreSortedByNoOne() throws Exception {
        String[] numbers = IntStream.range(0, 12).mapToObj(Integer::toString).toArray(String[]::new);
        TestImages.write(folder.resolve("set"), images("train/", numbers));
        TestImages.write(folder.resolve("set"), images("test/", numbers));
        DataSet data = load("set", 3, 1, 1, ClassNames.of(List.of(numbers)));

        assertThat(named(data, data.train())).hasSize(12).allMatch(s -> s.matches("(\\d+)=\\1"));
        assertThat(named(data, data.test())).hasSize(12).allMatch(s -> s.matches("(\\d+)=\\1"));
    }

    @Test
    void eachPartHasItsOwnFolders() throws Exception {
        TestImages.write(folder.resolve("set"), images("train/", "Guinea_Pig", "dog"));
        TestImages.write(folder.resolve("set"), images("val/", "guinea pig"));
        TestImages.write(folder.resolve("set"), images("test/", "DOG", "guinea-pig"));
        DataSet data = load("set", 3, 1, 1, ClassNames.of(List.of("dog", "guinea pig")));

        assertThat(named(data, data.train())).containsExactly("1=dog", "0=guinea pig");
        assertThat(named(data, data.validation().orElseThrow())).containsExactly("0=guinea pig");
        assertThat(named(data, data.test())).containsExactly("0=dog", "1=guinea pig");
        assertThat(progress.messages)
                .contains(
                        folder.resolve("set") + "/train: Guinea_Pig is class guinea pig",
                        folder.resolve("set") + "/val has no images of dog");
    }

    @Test
    void archivesOfFoldersToo() throws Exception {
        Map<String, byte[]> files = images("things/", "stern", "kreis", "dreieck");
        TestImages.zip(folder.resolve("set.zip"), files);
        Files.write(folder.resolve("set.tar"), TestTar.of(files));
        Files.write(folder.resolve("set.tgz"), IdxTest.gzip(TestTar.of(files)));
        for (String spec : List.of("set.zip", "set.tar", "set.tgz")) {
            DataSet data = load(spec, 3, 1, 1, ClassNames.of(List.of("kreis", "stern", "dreieck")));
            assertThat(named(data, data.train())).as(spec).containsExactly("1=kreis", "0=stern", "2=dreieck");
        }
    }

    @Test
    void aPairSaysWhichFolderAClassIs() throws Exception {
        TestImages.write(folder.resolve("set"), images("", "stern", "kreis"));
        DataSet data = load("set", 3, 1, 1, new ClassNames(List.of("circle", "star"), List.of("kreis", "stern")));

        assertThat(data.classes()).containsExactly("circle", "star");
        assertThat(named(data, data.train())).containsExactly("1=circle", "0=star");
    }

    @Test
    void otherNamesOfFoldersAreAnError() throws Exception {
        TestImages.write(folder.resolve("set"), images("train/", "stern", "kreis"));
        TestImages.write(folder.resolve("set"), images("test/", "stern", "mond"));

        assertThat(failure("set", 3, 1, 1, "star", "circle").problem())
                .isEqualTo(folder.resolve("set") + "/train has classes kreis, stern; the network has star, circle");
        assertThat(failure("set", 3, 1, 1, "stern", "kreis").problem())
                .isEqualTo(folder.resolve("set") + "/test has classes mond, stern; the network has stern, kreis;"
                        + " not in the network: mond");
        assertThat(failure("set", 3, 1, 1, "stern", "kreis", "mond").problem()).endsWith("; without images: mond");
        assertThat(failure("set", 3, 1, 1, "0", "1").problem()).endsWith("; the network has 0, 1");
    }

    @Test
    void cifarHasNamesWithAndWithoutItsFileOfNames() throws Exception {
        TestImages.write(folder.resolve("plain"), CifarTest.files());
        TestImages.write(folder.resolve("named"), CifarTest.files());
        List<String> odd = List.of("q9", "q8", "q7", "q6", "q5", "q4", "q3", "q2", "q1", "q0");
        Files.writeString(folder.resolve("named/batches.meta.txt"), String.join("\n", odd) + "\n");
        List<String> reversed = reversed(CIFAR);

        DataSet plain = load("plain", 3, 32, 32, ClassNames.of(reversed));
        assertThat(plain.classes()).isEqualTo(reversed);
        // CifarTest's first file has the labels 1 and 2: automobile and bird
        assertThat(plain.train().label(0)).isEqualTo(8);
        assertThat(plain.train().label(1)).isEqualTo(7);
        assertThat(plain.test().label(0)).isEqualTo(3);
        assertThat(load("named", 3, 32, 32, ClassNames.of(reversed(odd)))
                        .train()
                        .label(0))
                .isEqualTo(8);
        assertThat(failure("named", 3, 32, 32, CIFAR.toArray(String[]::new)).problem())
                .contains("has classes q9, q8")
                .contains("the network has airplane");
        assertThat(failure("plain", 3, 32, 32, "cat", "dog").problem())
                .contains("; not in the network: airplane, automobile, bird, deer");
    }

    private static List<String> reversed(List<String> names) {
        List<String> reversed = Arrays.asList(names.toArray(String[]::new));
        Collections.reverse(reversed);
        return reversed;
    }

    private void idx(byte... labels) throws IOException {
        byte[] pixels = new byte[6 * labels.length];
        TestImages.write(
                folder.resolve("idx"),
                Map.of(
                        "train-images-idx3-ubyte", IdxTest.idx(0x803, pixels, labels.length, 2, 3),
                        "train-labels-idx1-ubyte", IdxTest.idx(0x801, labels, labels.length),
                        "t10k-images-idx3-ubyte", IdxTest.idx(0x803, pixels, labels.length, 2, 3),
                        "t10k-labels-idx1-ubyte", IdxTest.idx(0x801, labels, labels.length)));
    }

    @Test
    void labelsWithoutNamesTakeTheOrderAndSaySo() throws Exception {
        idx((byte) 2, (byte) 0, (byte) 1);
        DataSet data = load("idx", 1, 2, 3, ClassNames.of(List.of("zero", "one", "two")));

        assertThat(data.train().labels()).containsExactly(2, 0, 1);
        assertThat(data.classes()).containsExactly("zero", "one", "two");
        assertThat(progress.messages)
                .containsExactly(folder.resolve("idx") + " has label numbers without names; the network's"
                        + " classes take them in order: 0 = zero, 1 = one, 2 = two");
    }

    @Test
    void numbersAreTheNamesOfClassesThatAreNumbers() throws Exception {
        idx((byte) 3, (byte) 1, (byte) 2);

        assertThat(load("idx", 1, 2, 3, ClassNames.of(List.of("1", "2", "3")))
                        .train()
                        .labels())
                .containsExactly(2, 0, 1);
        assertThat(load("idx", 1, 2, 3, ClassNames.of(List.of("3", "2", "1")))
                        .train()
                        .labels())
                .containsExactly(0, 2, 1);
        assertThat(load("idx", 1, 2, 3, new ClassNames(List.of("a", "b", "c"), List.of("3", "1", "2")))
                        .train()
                        .labels())
                .containsExactly(0, 1, 2);
        assertThat(progress.messages).isEmpty();
        assertThat(failure("idx", 1, 2, 3, "0", "1", "2").problem())
                .isEqualTo(folder.resolve("idx") + " has classes 1, 2, 3; the network has 0, 1, 2;"
                        + " not in the network: 3");
    }

    @Test
    void labelsBeyondTheClassesAreAnErrorAndMissingOnesAreSaid() throws Exception {
        idx((byte) 3, (byte) 0, (byte) 200);
        assertThat(failure("idx", 1, 2, 3, "a", "b").problem())
                .isEqualTo(folder.resolve("idx") + " has labels from 0 to 200; the network has 2 classes: a, b");

        idx((byte) 0, (byte) 2, (byte) 2);
        load("idx", 1, 2, 3, ClassNames.of(List.of("0", "1", "2")));
        assertThat(progress.messages).containsExactly(folder.resolve("idx") + " has no training images of 1");
    }

    @Test
    void digitsAreNumbers() throws Exception {
        List<String> reversed =
                reversed(IntStream.range(0, 10).mapToObj(Integer::toString).toList());
        DataSet data = load("digits:50", 1, 28, 28, ClassNames.of(reversed));
        assertThat(data.train().label(3)).isEqualTo(6);
        assertThat(data.train().image(3))
                .isEqualTo(Requests.load("digits:50", folder, 1, 28, 28).train().image(3));
    }
}
