// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.bnn.data.ClassNames;
import dev.bnn.data.DataException;
import dev.bnn.data.DataSet;
import dev.bnn.data.DataSets;
import dev.bnn.data.ImageSet;
import dev.bnn.data.Requests;
import dev.bnn.data.Split;
import dev.bnn.data.TestImages;
import dev.bnn.data.TestTar;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {
    @TempDir
    Path folder;

    private Path set;
    private final Requests progress = new Requests();

    @BeforeEach
    void setFolder() {
        set = folder.resolve("set");
    }

    private void images(String... paths) throws IOException {
        for (int i = 0; i < paths.length; i++) {
            TestImages.write(set, Map.of(paths[i], TestImages.png(i)));
        }
    }

    private DataSet load(String spec, String... classes) throws DataException {
        return DataSets.load(progress.request(spec, folder, 3, 1, 1).withClasses(ClassNames.of(List.of(classes))));
    }

    /** The numbers of the images, which are stored in their last channel. */
    private static int[] numbers(ImageSet images) {
        return java.util.stream.IntStream.range(0, images.count())
                .map(i -> images.image(i)[2])
                .toArray();
    }

    @Test
    void aValFolderIsTheValidationSet() throws Exception {
        for (String name : List.of("val", "valid", "Validation")) {
            set = folder.resolve(name);
            images(
                    "train/a/0.png",
                    "train/b/1.png",
                    name + "/a/2.png",
                    name + "/b/3.png",
                    "test/a/4.png",
                    "test/b/5.png");
            DataSet data = load(name, "a", "b");

            assertThat(numbers(data.train())).containsExactly(0, 1);
            assertThat(numbers(data.validation().orElseThrow())).containsExactly(2, 3);
            assertThat(numbers(data.test())).containsExactly(4, 5);
            assertThat(data.hash())
                    .isNotEqualTo(DataSet.of(data.name(), data.classes(), data.train(), data.test())
                            .hash());
        }
        assertThat(progress.messages).isEmpty();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a backslash separates folders there")
    void aBackslashIsPartOfAName() throws Exception {
        images("train/a\\x/0.png", "train/b/1.png", "test/a\\x/2.png", "test/b/3.png");
        DataSet data = load("set", "a\\x", "b");

        assertThat(numbers(data.train())).containsExactly(0, 1);
        assertThat(numbers(data.test())).containsExactly(2, 3);
    }

    @Test
    void aValidationSetOfItsOwnTakesTheHeldOutImagesPlace() throws Exception {
        images(
                "train/a/0.png",
                "train/b/1.png",
                "val/a/2.png",
                "val/b/3.png",
                "val/b/4.png",
                "test/a/5.png",
                "test/b/6.png");
        DataSet data = load("set", "a", "b");

        Split split = Split.of(data, 1000, 7);
        assertThat(numbers(split.train())).containsExactlyInAnyOrder(0, 1);
        assertThat(numbers(split.validation())).containsExactly(2, 3, 4);
        assertThat(Split.of(data, 0, 7).validation().count()).isZero();
        assertThat(new int[] {data.heldOut(1000), data.validating(1000), data.validating(0)})
                .containsExactly(0, 3, 0);
        DataSet without = DataSet.of("set", data.classes(), data.train(), data.test());
        assertThat(Split.of(without, 1, 7).validation().count()).isOne();
        assertThat(new int[] {without.heldOut(1), without.validating(1)}).containsExactly(1, 1);
    }

    @Test
    void valWithoutTestHoldsATestSetOutOfTrain() throws Exception {
        images("train/a/0.png", "train/a/1.png", "train/b/2.png", "train/b/3.png", "val/a/4.png", "val/b/5.png");
        DataSet data = load("set", "a", "b");

        assertThat(data.train().count()).isEqualTo(2);
        assertThat(data.test().count()).isEqualTo(2);
        assertThat(progress.messages).singleElement().asString().contains("has no test folder: 2 images are held out");
    }

    @Test
    void whatIsNotUsedIsSaid() throws Exception {
        images(
                "train/a/0.png",
                "train/b/1.png",
                "test/a/2.png",
                "test/b/3.png",
                "extra/a/4.png",
                "test/5.png",
                "6.png");
        TestImages.write(set, Map.of("train/a/x.webp", new byte[1], "train/a/.hidden.png", new byte[1]));
        TestImages.write(set, Map.of(".git/a/y.png", new byte[1], "train/.ipynb_checkpoints/z.png", new byte[1]));
        load("set", "a", "b");

        assertThat(progress.messages)
                .containsExactlyInAnyOrder(
                        set + ": extra is none of train, val and test; images skipped: 1, first: extra/a/4.png",
                        set + ": no folder gives their class; images skipped: 2, first: 6.png",
                        set + ": only PNG, JPEG, GIF, BMP and PPM are read; files skipped: 1, first: train/a/x.webp");
    }

    @Test
    void classesMayBeCalledAsPartsAre() throws Exception {
        images("train/x/0.png", "train/y/1.png", "test/x/2.png", "test/x/3.png", "car/x/4.png", "car/x/5.png");
        DataSet data = load("set", "car", "test", "train");

        assertThat(data.classes()).containsExactly("car", "test", "train");
        assertThat(data.train().count() + data.test().count()).isEqualTo(6);
    }

    @Test
    void twoFoldersOfOnePartAreAnError() throws Exception {
        images("train/a/0.png", "train/b/1.png", "val/a/2.png", "valid/a/3.png");
        assertThat(Requests.failure("set", folder, 3, 1, 1).problem()).isEqualTo(set + " has both val and valid");
        set = folder.resolve("other");
        images("val/a/2.png", "test/a/3.png");
        assertThat(Requests.failure("other", folder, 3, 1, 1).problem())
                .isEqualTo(set + " has val and test images but no training images");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
    void linksAreFollowedButNotInCircles() throws Exception {
        images("store/one/0.png", "store/one/1.png", "b/2.png", "b/3.png");
        Path links = Files.createDirectories(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("a"), set.resolve("store/one"));
        Files.createSymbolicLink(links.resolve("b"), set.resolve("b"));
        Files.createSymbolicLink(set.resolve("b/round"), folder);
        Files.createSymbolicLink(links.resolve("gone"), folder.resolve("nowhere"));
        Files.createSymbolicLink(folder.resolve("linked"), links);
        Files.delete(set.resolve("b/3.png"));
        Files.createSymbolicLink(set.resolve("b/3.png"), set.resolve("b/2.png"));
        DataSet data = load("linked", "a", "b");

        assertThat(data.train().count() + data.test().count()).isGreaterThanOrEqualTo(4);
        assertThat(data.classes()).containsExactly("a", "b");
        assertThat(progress.messages).anyMatch(m -> m.endsWith("gone is a dangling link and is skipped"));

        Files.createSymbolicLink(set.resolve("b/9.png"), folder.resolve("nowhere.png"));
        assertThat(Requests.failure("links", folder, 3, 1, 1).problem()).endsWith("9.png is a dangling link");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
    void aCircleOfLinksEnds() throws Exception {
        images("a/0.png", "a/1.png", "b/2.png", "b/3.png");
        Files.createSymbolicLink(set.resolve("b/up"), set);
        DataSet data = load("set", "a", "b");

        assertThat(data.train().count() + data.test().count()).isEqualTo(4);
        assertThat(progress.messages)
                .contains(set.resolve("b/up") + " links back to a folder that contains it and is skipped");
    }

    @Test
    void namesOfZipsMayBeOfCodePage437() throws Exception {
        for (Charset charset : List.of(Charset.forName("IBM437"), StandardCharsets.UTF_8)) {
            Path file = folder.resolve(charset.name() + ".zip");
            try (OutputStream out = Files.newOutputStream(file);
                    ZipOutputStream zip = new ZipOutputStream(out, charset)) {
                for (String name : List.of("k\u00e4tze/0.png", "k\u00e4tze/1.png", "hund/0.png", "hund/1.png")) {
                    zip.putNextEntry(new ZipEntry(name));
                    zip.write(TestImages.png(name.length()));
                }
            }
            assertThat(load(file.getFileName().toString(), "k\u00e4tze", "hund")
                            .train()
                            .labels())
                    .as(charset.name())
                    .containsExactly(0, 1);
        }
    }

    @Test
    void aZipOfWindowsAndDamagedEntriesAreTold() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a\\0.png", TestImages.png(0));
        files.put("a\\1.png", TestImages.png(1));
        files.put("./b/2.png", TestImages.png(2));
        files.put("b/3.png", TestImages.png(3));
        Path zip = TestImages.zip(folder.resolve("windows.zip"), files);
        assertThat(load("windows.zip", "a", "b").classes()).containsExactly("a", "b");

        byte[] content = Files.readAllBytes(zip);
        int localHeader = 30 + content[26] + content[28];
        content[localHeader + 40] ^= 0x55;
        Files.write(zip, content);
        assertThat(Requests.failure("windows.zip", folder, 3, 1, 1).problem())
                .startsWith("image a/0.png in " + zip + " cannot be read: ");
    }

    @Test
    void longNamesOfTarArchivesAreRead() throws Exception {
        String name = "long/".repeat(30);
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        int i = 0;
        for (String path : List.of("a/" + name + "0.png", "a/" + name + "1.png")) {
            TestTar.add(out, "././@LongLink", (path + "\0").getBytes(StandardCharsets.UTF_8), 'L');
            TestTar.add(out, path.substring(0, 99), TestImages.png(i++), '0');
        }
        for (String path : List.of("b/" + name + "2.png", "b/" + name + "3.png")) {
            String record = " path=" + path + "\n";
            TestTar.add(out, "pax", ((record.length() + 3) + record).getBytes(StandardCharsets.UTF_8), 'x');
            TestTar.add(out, path.substring(0, 99), TestImages.png(i++), '0');
        }
        out.writeBytes(new byte[1024]);
        Files.write(folder.resolve("long.tar"), out.toByteArray());
        DataSet data = load("long.tar", "b", "a");

        assertThat(data.train().count() + data.test().count()).isEqualTo(4);
        assertThat(data.train().image(0)[2] / 2).isEqualTo(1);
    }

    @Test
    void moreThan256ClassesHaveLabelsOfTheirOwn() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        String[] names = new String[300];
        for (int c = 0; c < 300; c++) {
            names[299 - c] = "class " + c;
            files.put("train/class_" + c + "/x.png", TestImages.png(c));
            files.put("test/class_" + c + "/x.png", TestImages.png(c));
        }
        TestImages.zip(folder.resolve("many.zip"), files);
        DataSet data = load("many.zip", names);

        assertThat(data.classes()).hasSize(300);
        for (int i = 0; i < 300; i++) {
            byte[] rgb = data.test().image(i);
            assertThat(299 - data.test().label(i)).isEqualTo((rgb[1] & 0xFF) << 8 | rgb[2] & 0xFF);
        }
        int[] wrapped = data.train().labels().clone();
        wrapped[5] += wrapped[5] < 44 ? 256 : -256;
        ImageSet other = new ImageSet(3, 1, 1, data.train().pixels(), wrapped);
        assertThat(DataSet.of("many.zip", data.classes(), other, data.test()).hash())
                .isNotEqualTo(data.hash());
    }

    @Test
    void aFolderThatMayNotBeReadIsNamed() throws Exception {
        images("a/0.png", "a/1.png", "b/2.png", "b/3.png");
        Path closed = set.resolve("b");
        assumeThat(closed.toFile().setReadable(false) && !Files.isReadable(closed))
                .isTrue();
        assertThat(Requests.failure("set", folder, 3, 1, 1).problem())
                .isEqualTo(closed + " cannot be read: permission denied");
    }
}
