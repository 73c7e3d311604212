// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.data.ClassNames;
import dev.bnn.data.DataException;
import dev.bnn.data.DataSet;
import dev.bnn.data.DataSets;
import dev.bnn.data.ImageSet;
import dev.bnn.data.Requests;
import dev.bnn.data.TestImages;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskFilesTest {
    private static final ClassNames SKY = ClassNames.of(List.of("sky", "road", "car"));

    @TempDir
    Path folder;

    /** A gray image whose byte at (x, y) is 40 * x + y. */
    private void image(String path, int width, int height) throws Exception {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < width * height; i++) {
            image.getRaster().setSample(i % width, i / width, 0, 40 * (i % width) + i / width);
        }
        write(path, image);
    }

    /** @param palette bits per pixel for a palette; 0 for 8-bit gray */
    private void mask(String path, int width, int palette, int... indices) throws Exception {
        int height = indices.length / width;
        BufferedImage image;
        if (palette == 0) {
            image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        } else {
            byte[] ramp = new byte[1 << palette];
            for (int i = 0; i < ramp.length; i++) {
                ramp[i] = (byte) (255 - 7 * i);
            }
            IndexColorModel colors = new IndexColorModel(palette, ramp.length, ramp, ramp, new byte[ramp.length]);
            image = new BufferedImage(
                    width,
                    height,
                    palette == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY,
                    colors);
        }
        for (int i = 0; i < indices.length; i++) {
            image.getRaster().setSample(i % width, i / width, 0, indices[i]);
        }
        write(path, image);
    }

    private void write(String path, BufferedImage image) throws Exception {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private DataSet load(int height, int width, ClassNames classes) throws DataException {
        return DataSets.load(new Requests()
                .request(folder.toString(), folder, 1, height, width)
                .withClasses(classes));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 8})
    void masksOfGrayAndOfPalettesGiveTheClassesOfPixels(int palette) throws Exception {
        image("train/images/a.png", 3, 2);
        mask("train/masks/a.png", 3, palette, 0, 1, 2, 2, 1, 0);
        image("test/images/b.png", 3, 2);
        mask("test/masks/b.png", 3, palette, 1, 1, 1, 2, 2, palette == 2 ? 0 : 255);
        DataSet data = load(2, 3, SKY);
        assertThat(data.classes()).isEqualTo(SKY.names());
        assertThat(data.train().perPixel()).isTrue();
        assertThat(data.train().labels()).containsExactly(0, 1, 2, 2, 1, 0);
        assertThat(data.train().pixels()).containsExactly(0, 40, 80, 1, 41, 81);
        assertThat(data.test().labels()).containsExactly(1, 1, 1, 2, 2, palette == 2 ? 0 : ImageSet.IGNORED);
    }

    @Test
    void partsHaveTheNamesThatFoldersOfClassesHave() throws Exception {
        for (String part : List.of("set/Training", "set/VAL", "set/Test")) {
            image(part + "/images/a.png", 2, 1);
            mask(part + "/masks/a.png", 2, 0, 1, part.length() % 3);
        }
        DataSet data = load(1, 2, SKY);
        assertThat(data.train().labels()).containsExactly(1, "set/Training".length() % 3);
        assertThat(data.validation().orElseThrow().labels()).containsExactly(1, "set/VAL".length() % 3);
        assertThat(data.test().labels()).containsExactly(1, "set/Test".length() % 3);
    }

    @Test
    void imagesOfOnePartAreInOneFolder() throws Exception {
        for (String part : List.of("east/", "west/")) {
            image(part + "images/" + part.charAt(0) + ".png", 2, 2);
            mask(part + "masks/" + part.charAt(0) + ".png", 2, 0, 0, 1, 2, 0);
        }
        refused(folder + " has images both in east/images and in west/images");
    }

    @Test
    void imagesToTrainOnAreNeeded() throws Exception {
        image("test/images/a.png", 2, 2);
        mask("test/masks/a.png", 2, 0, 0, 1, 2, 0);
        refused(folder + " has images and masks, but none to train on");
    }

    @Test
    void eachClassHasANumberOfItsOwn() throws Exception {
        for (String name : List.of("a", "b")) {
            image("images/" + name + ".png", 2, 2);
            mask("masks/" + name + ".png", 2, 0, 0, 1, 2, 0);
        }
        List<String> names = List.of("a", "b", "c");
        refused(
                new ClassNames(names, List.of("7", "3", "07")),
                "the classes a and c of the network both have the number 7 in masks");
        for (String number : List.of("255", "1000", "99999999999")) {
            refused(
                    new ClassNames(names, List.of("7", number, "2")),
                    "the class b of the network has the number " + number + ", which no mask can have for a class");
        }
        assertThat(load(2, 2, new ClassNames(names, List.of("0", "001", "0002")))
                        .classes())
                .isEqualTo(names);
    }

    @Test
    void masksAreCutAndScaledAsTheirImages() throws Exception {
        for (String name : List.of("a", "b")) {
            image("images/" + name + ".png", 6, 4);
            int[] indices = new int[24];
            Arrays.setAll(indices, i -> i % 6 < 3 ? 0 : i / 6 < 2 ? 1 : 2);
            mask("masks/" + name + ".png", 6, 0, indices);
        }
        // The middle 4 x 4 of 6 x 4 pixels; each position stands for 2 x 2 of them.
        DataSet data = load(2, 2, SKY);
        assertThat(data.train().count()).isEqualTo(1);
        assertThat(data.test().count()).isEqualTo(1);
        assertThat(data.train().labels()).containsExactly(0, 1, 0, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void imagesAndMasksAreTurnedByTheirOwnOrientation(int tag) throws Exception {
        for (String name : List.of("a", "b")) {
            image("images/" + name + ".png", 2, 2);
            mask("masks/" + name + ".png", 2, 8, 0, 2, 1, 255);
            turn("images/" + name + ".png", tag);
            turn("masks/" + name + ".png", tag);
        }
        ImageSet train = load(2, 2, SKY).train();
        Map<Integer, Integer> classes = Map.of(0, 0, 40, 2, 1, 1, 41, ImageSet.IGNORED);
        for (int i = 0; i < 4; i++) {
            assertThat(train.labels()[i]).as("pixel %d", i).isEqualTo(classes.get((int) train.pixels()[i]));
        }
    }

    private void turn(String path, int tag) throws Exception {
        Path file = folder.resolve(path);
        Files.write(file, TestImages.turned(Files.readAllBytes(file), tag));
    }

    @Test
    void aMaskThatIsNotTurnedAsItsImageIsRefused() throws Exception {
        image("images/a.png", 2, 3);
        mask("masks/a.png", 2, 0, 0, 1, 2, 0, 1, 2);
        image("images/b.png", 3, 2);
        mask("masks/b.png", 2, 0, 0, 1, 2, 0, 1, 2);
        turn("images/b.png", 8);
        turn("images/a.png", 3);
        assertThat(load(2, 2, SKY).train().count()).isEqualTo(1);
        mask("masks/b.png", 3, 0, 0, 1, 2, 0, 1, 2);
        refused("mask masks/b.png in " + folder + " has 3 x 2 pixels, but its image 2 x 3\n  Turn the mask;");
    }

    @Test
    void numbersInTheModelSayWhichIndexIsWhichClass() throws Exception {
        image("images/a.png", 2, 1);
        mask("masks/a.png", 2, 0, 7, 26);
        image("images/b.png", 2, 1);
        mask("masks/b.png", 2, 0, 26, 255);
        ClassNames mapped = new ClassNames(List.of("road", "car"), List.of("7", "26"));
        DataSet data = load(1, 2, mapped);
        int[] labels = data.train().labels();
        assertThat(labels[0] == 0 ? labels : data.test().labels()).containsExactly(0, 1);
        assertThat(load(1, 2, mapped).hash()).isEqualTo(data.hash());
    }

    @Test
    void whatDoesNotFitIsRefusedWithItsPlace() throws Exception {
        image("images/a.png", 2, 2);
        image("images/b.png", 2, 2);
        mask("masks/a.png", 2, 0, 0, 1, 2, 0);
        refused("image images/b.png in " + folder + " has no mask");
        mask("masks/b.png", 2, 0, 0, 1, 2, 3);
        refused("mask masks/b.png in " + folder
                + " has 3 at column 1, row 1, which is no class: the network names 3 classes");
        mask("masks/b.png", 1, 0, 0, 1, 2);
        refused("mask masks/b.png in " + folder + " has 1 x 3 pixels, but its image 2 x 2");
        write("masks/b.png", new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB));
        refused("mask masks/b.png in " + folder
                + " cannot be read: its pixels are colors or have 16 bits: save it with a palette, or as 8-bit gray");
        mask("masks/b.png", 2, 0, 0, 1, 2, 0);
        mask("masks/c.png", 2, 0, 0, 1, 2, 0);
        refused("mask masks/c.png in " + folder + " has no image");
    }

    private void refused(String message) {
        refused(SKY, message);
    }

    private void refused(ClassNames classes, String message) {
        assertThatThrownBy(() -> load(2, 2, classes))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(message);
    }
}
