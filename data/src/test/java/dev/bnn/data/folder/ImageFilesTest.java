// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.data.DataSet;
import dev.bnn.data.DataSets;
import dev.bnn.data.Requests;
import dev.bnn.data.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {
    @TempDir
    Path folder;

    private static byte[] png(int rgb, int width, int height) throws IOException {
        return TestImages.encode(TestImages.filled(rgb, width, height), "png");
    }

    private static Map<String, byte[]> trainAndTest() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            files.put("train/dog/" + i + ".png", png(0x102030 + i, 4, 4));
            files.put("train/cat/" + i + ".png", png(0x405060 + i, 4, 4));
        }
        files.put("test/cat/x.png", png(0x010203, 4, 4));
        files.put("test/dog/y.PNG", png(0x040506, 4, 4));
        files.put("test/dog/notes.txt", new byte[] {1});
        return files;
    }

    private Path zip(String name, Map<String, byte[]> files) throws IOException {
        return TestImages.zip(folder.resolve(name), files);
    }

    @Test
    void classesAreSortedAndImagesTakeTurns() throws Exception {
        TestImages.write(folder.resolve("set"), trainAndTest());
        DataSet data = Requests.load("set", folder, 3, 4, 4);

        assertThat(data.name()).isEqualTo("set");
        assertThat(data.classes()).containsExactly("cat", "dog");
        assertThat(data.train().labels()).containsExactly(0, 1, 0, 1, 0, 1);
        assertThat(Arrays.copyOf(data.train().image(3), 3)).containsExactly(0x10, 0x20, 0x31);
        assertThat(data.test().labels()).containsExactly(0, 1);
        assertThat(Arrays.copyOf(data.test().image(1), 3)).containsExactly(4, 5, 6);
    }

    @Test
    void aZipEvenWithAFolderAroundIsTheSameData() throws Exception {
        TestImages.write(folder.resolve("set"), trainAndTest());
        Map<String, byte[]> wrapped = new LinkedHashMap<>();
        trainAndTest().forEach((path, content) -> wrapped.put("pets/v1/" + path, content));
        zip("set.zip", trainAndTest());
        zip("wrapped.zip", wrapped);

        String hash = Requests.load("set", folder, 3, 4, 4).hash();
        assertThat(Requests.load("set.zip", folder, 3, 4, 4).hash()).isEqualTo(hash);
        assertThat(Requests.load("wrapped.zip", folder, 3, 4, 4).hash()).isEqualTo(hash);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("set", "set.zip", "wrapped.zip");
    }

    @Test
    void foldersWithoutATestSetAreSplitFiveToOne() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 12; i++) {
            files.put("a/" + i + ".png", png(i, 2, 2));
            files.put("b/" + i + ".png", png(100 + i, 2, 2));
        }
        TestImages.write(folder.resolve("set"), files);
        Requests progress = new Requests();
        DataSet data = DataSets.load(progress.request("set", folder, 3, 2, 2));

        assertThat(data.train().count()).isEqualTo(20);
        assertThat(data.test().labels()).containsExactly(0, 1, 0, 1);
        assertThat(progress.messages)
                .containsExactly(folder.resolve("set")
                        + " has no test folder: 4 images are held out as the test set, 20 remain");
        assertThat(Requests.load("set", folder, 3, 2, 2).hash()).isEqualTo(data.hash());
    }

    @Test
    void manyImagesOnSeveralThreadsKeepTheirPlaces() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 700; i++) {
            files.put(String.format("train/%s/%03d.png", i % 2 == 0 ? "a" : "b", i), png(i, 1, 1));
        }
        files.put("test/a/1.png", png(0, 1, 1));
        zip("many.zip", files);
        DataSet data = Requests.load("many.zip", folder, 3, 1, 1);

        for (int i = 0; i < 700; i++) {
            assertThat(data.train().image(i)).containsExactly(0, (byte) (i >> 8), (byte) i);
        }
    }

    @Test
    void entriesThatPointOutsideAreRefused() throws Exception {
        for (String trick : new String[] {"../evil.png", "train/../../evil.png", "/evil.png", "C:\\evil.png"}) {
            Map<String, byte[]> files = trainAndTest();
            files.put(trick, new byte[] {1});
            zip("trick.zip", files);

            assertThat(Requests.failure("trick.zip", folder, 3, 4, 4).problem())
                    .endsWith("trick.zip has an entry '" + trick + "' that points outside the archive");
        }
    }

    @Test
    void aDamagedImageIsNamed() throws Exception {
        Map<String, byte[]> files = trainAndTest();
        byte[] whole = png(0x123456, 4, 4);
        files.put("train/dog/1.png", Arrays.copyOf(whole, whole.length / 2));
        TestImages.write(folder.resolve("set"), files);

        assertThat(Requests.failure("set", folder, 3, 4, 4).problem())
                .startsWith("image train/dog/1.png in " + folder.resolve("set") + " cannot be read: ");
    }

    @Test
    void aFileThatIsNoImageIsNamed() throws Exception {
        Map<String, byte[]> files = trainAndTest();
        files.put("train/cat/2.jpg", "hello".getBytes());
        zip("set.zip", files);

        assertThat(Requests.failure("set.zip", folder, 3, 4, 4).problem())
                .startsWith("image train/cat/2.jpg in ")
                .endsWith("cannot be read: not a PNG, JPEG, GIF, BMP or PPM image");
    }

    @Test
    void aCutZipIsTold() throws Exception {
        Path zip = zip("cut.zip", trainAndTest());
        byte[] whole = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(whole, 200));

        assertThat(Requests.failure("cut.zip", folder, 3, 4, 4).problem())
                .contains("cut.zip is not a sound zip file (200 bytes)");
    }

    @Test
    void layoutsThatCannotBeUsedAreExplained() throws Exception {
        TestImages.write(folder.resolve("one"), Map.of("train/cat/1.png", png(1, 1, 1)));
        TestImages.write(
                folder.resolve("new"),
                Map.of("train/a/1.png", png(1, 1, 1), "train/b/1.png", png(1, 1, 1), "test/c/1.png", png(1, 1, 1)));
        TestImages.write(folder.resolve("single"), Map.of("a/1.png", png(1, 1, 1), "b/1.png", png(1, 1, 1)));
        TestImages.write(folder.resolve("none"), Map.of("a/readme.txt", new byte[1]));

        assertThat(Requests.failure("one", folder, 3, 1, 1))
                .hasMessage(folder.resolve("one/train") + " has 1 class folder; 2 to 10,000 were expected\n" + "  "
                        + Layout.ADVICE);
        assertThat(Requests.failure("new", folder, 3, 1, 1).problem())
                .isEqualTo(folder.resolve("new/test") + " has classes c; the network has a, b");
        assertThat(Requests.failure("single", folder, 3, 1, 1).problem())
                .isEqualTo("class 'a' of " + folder.resolve("single")
                        + " has one image, which cannot be split into training and test");
        assertThat(Requests.failure("none", folder, 3, 1, 1).problem())
                .endsWith("has no image files: PNG, JPEG, GIF, BMP or PPM");
    }
}
