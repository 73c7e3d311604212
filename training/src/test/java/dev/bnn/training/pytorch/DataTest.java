// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bnn.data.ClassNames;
import dev.bnn.data.DataRequest;
import dev.bnn.data.DataSet;
import dev.bnn.data.DataSets;
import dev.bnn.data.Progress;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.source.Span;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sinks;

/** The script reads each set with the same pixels, labels, order and name as {@code bnn:train}: the hashes are equal. */
class DataTest {
    private static final int BEST_COMPRESSION = 9;

    @TempDir
    Path folder;

    private final Random random = new Random(11);
    private final List<String> tasks = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();

    @Test
    void readsWhatTrainReads() throws Exception {
        List<String> digits = words("0123456789");
        cifar100("fine");
        agree("fine", "cifar100", 3, 32, List.of("apple", "bear", "chair"));
        agree("fine", "cifar100:coarse", 3, 32, List.of("fruit", "other"));
        agree("fine", "pictures", 3, 32, List.of("other", "fruit"));
        agree("fine", "pictures", 3, 32, List.of("chair", "Bear", "apple"));
        svhn("svhn/train_32x32.mat", BEST_COMPRESSION, 10, 3, 9, 1);
        svhn("svhn/test_32x32.mat", 0, 7, 10);
        agree("svhn", "svhn", 3, 32, digits);
        svhn("svhn/extra_32x32.mat", BEST_COMPRESSION, 2, 2, 5);
        agree("svhn", "svhn", 3, 32, digits);
        agree("svhn", "svhn:extra", 3, 32, digits);
        agree("svhn", "houses", 3, 32, digits);
        emnist("letters", 1, 26);
        emnist("balanced", 0, 47);
        emnist("mnist", 0, 10);
        agree("emnist", "emnist:letters", 1, 28, words("ZYXWVUTSRQPONMLKJIHGFEDCBA"));
        agree("emnist", "emnist:letters", 1, 28, numbers(1, 26));
        agree("emnist", "emnist:balanced", 1, 28, words("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabdefghnqrt"));
        agree("emnist", "emnist:balanced", 1, 28, numbers(0, 47));
        agree("emnist", "emnist:mnist", 1, 28, digits);
        check();
    }

    @Test
    void readsPicturesAsTrainDoes() throws Exception {
        assumeTrue(Python.has("PIL"), "python3 has no Pillow, such as Debian's python3-pil");
        signs("signs");
        agree("signs", "signs", 3, 12, List.of("stop", "go", "turn"));
        agree("signs", "signs", 3, 12, numbers(0, 3));
        agree("signs", "signs", 1, 9, numbers(0, 3));
        agree("signs/GTSRB/Final_Training/Images", "folders", 3, 8, List.of("00002", "00000", "1"));
        check();
    }

    @Test
    void readsEveryKindOfPictureAsTrainDoes() throws Exception {
        assumeTrue(Python.has("PIL"), "python3 has no Pillow, such as Debian's python3-pil");
        Map<String, byte[]> kinds = Pictures.ofEveryKind();
        for (Map.Entry<String, byte[]> kind : kinds.entrySet()) {
            for (String place : List.of("train/cat", "train/dog", "test/cat", "test/dog")) {
                write(kind.getKey() + "/" + place + "/" + kind.getKey(), kind.getValue());
            }
            agree(kind.getKey(), "pets", 3, 5, List.of("dog", "cat"));
        }
        check();
    }

    @Test
    void refusesPicturesThatPillowWouldChangeOrCannotRead() throws Exception {
        assumeTrue(Python.has("PIL"), "python3 has no Pillow, such as Debian's python3-pil");
        Path script = Scripts.write(
                folder, network(3, 8, List.of("dog", "cat")), Recipe.standard("default", Span.NONE, "pets"));
        byte[] cut = "P6 9 9 255 and too few samples".getBytes(StandardCharsets.US_ASCII);
        Map<String, byte[]> files = Map.of("deep.png", Pictures.deepColors(), "cut.ppm", cut, "text.png", noise(40));
        for (String name : files.keySet()) {
            for (String place : List.of("train/cat", "train/dog", "test/cat", "test/dog")) {
                write(name + "/" + place + "/" + name, files.get(name));
            }
            tasks.add("refused " + script + " " + folder.resolve(name));
        }
        List<JsonNode> found = Python.answers(folder, tasks);
        for (int i = 0; i < tasks.size(); i++) {
            String place = tasks.get(i).substring(tasks.get(i).lastIndexOf(' ') + 1);
            assertThat(found.get(i).asText())
                    .contains(place + "/train/dog/" + Path.of(place).getFileName())
                    .containsPattern("is a picture in CMYK or in colors of 16 bits|cannot be read: ");
        }
    }

    /** Hidden files are skipped, and so are the classes beside the folders train and test. */
    @Test
    void skipsWhatTrainSkips() throws Exception {
        assumeTrue(Python.has("PIL"), "python3 has no Pillow, such as Debian's python3-pil");
        for (String place : List.of("train/cat", "train/dog", "test/cat", "test/dog", "cat", "dog", "train/.trash")) {
            csv("pets/" + place, "notes.csv", 0, 0);
        }
        write("pets/train/cat/._00000.ppm", noise(9));
        agree("pets", "pets", 3, 8, List.of("dog", "cat"));
        check();
    }

    private void check() throws IOException {
        List<JsonNode> found = Python.answers(folder, tasks);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i).get(0).asText() + " " + found.get(i).get(1).asText())
                    .as(tasks.get(i))
                    .isEqualTo(expected.get(i));
        }
    }

    private static List<String> words(String letters) {
        return letters.chars().mapToObj(Character::toString).toList();
    }

    private static List<String> numbers(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(Integer::toString).toList();
    }

    /** Adds what Java reads from a folder for a network with those classes, and the task that has the script read the same. */
    private void agree(String place, String spec, int channels, int side, List<String> classes) throws Exception {
        Network network = network(channels, side, classes);
        Path script = Scripts.write(folder, network, Recipe.standard("default", Span.NONE, spec));
        DataRequest request = new DataRequest(
                        spec, folder, folder.resolve("cache"), true, channels, side, side, 1, Progress.NONE)
                .withClasses(ClassNames.of(classes))
                .withPath(folder.resolve(place));
        DataSet data = DataSets.load(request);
        tasks.add("data " + script + " " + folder.resolve(place));
        expected.add(data.name() + " " + data.hash());
    }

    private Network network(int channels, int side, List<String> classes) {
        return NetworkBuilder.named("net" + tasks.size())
                .input(channels, side, side, ValueSet.ScaledBytes.range("-1", "1"))
                .classes(classes)
                .flatten()
                .dense(classes.size(), WeightType.BIPOLAR)
                .build();
    }

    private void write(String file, byte[] content) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, content);
    }

    private byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        return noise;
    }

    private void cifar100(String place) throws IOException {
        write(place + "/cifar-100-binary/train.bin", records(new int[][] {{0, 0}, {1, 2}, {0, 1}, {1, 2}}));
        write(place + "/cifar-100-binary/test.bin", records(new int[][] {{0, 1}, {1, 2}}));
        write(place + "/cifar-100-binary/coarse_label_names.txt", "fruit\nother\n".getBytes(StandardCharsets.UTF_8));
        write(
                place + "/cifar-100-binary/fine_label_names.txt",
                "apple\nbear\nchair\n".getBytes(StandardCharsets.UTF_8));
    }

    private byte[] records(int[][] labels) {
        ByteBuffer records = ByteBuffer.allocate(labels.length * 3074);
        for (int[] both : labels) {
            records.put((byte) both[0]).put((byte) both[1]).put(noise(3072));
        }
        return records.array();
    }

    private void svhn(String file, int level, int... labels) throws IOException {
        Matrix x = Mat5.newMatrix(Mat5.dims(32, 32, 3, labels.length), MatlabType.UInt8);
        byte[] pixels = noise(x.getNumElements());
        for (int i = 0; i < pixels.length; i++) {
            x.setByte(i, pixels[i]);
        }
        Matrix y = Mat5.newMatrix(labels.length, 1);
        for (int i = 0; i < labels.length; i++) {
            y.setDouble(i, labels[i]);
        }
        Mat5File mat = Mat5.newMatFile();
        mat.addArray("X", x);
        mat.addArray("y", y);
        ByteBuffer bytes =
                ByteBuffer.allocate(1 << 20).order(level == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        Mat5.newWriter(Sinks.wrap(bytes)).setDeflateLevel(level).writeMat(mat);
        write(file, Arrays.copyOf(bytes.array(), bytes.position()));
    }

    private void emnist(String split, int first, int classes) throws IOException {
        for (String part : List.of("train", "test")) {
            int count = part.equals("train") ? classes + 5 : 4;
            byte[] labels = new byte[count];
            for (int i = 0; i < count; i++) {
                labels[i] = (byte) (first + i * 7 % classes);
            }
            String stem = "emnist/gzip/emnist-" + split + "-" + part;
            write(stem + "-images-idx3-ubyte", idx(noise(count * 784), count, 28, 28));
            write(stem + "-labels-idx1-ubyte", idx(labels, count));
        }
    }

    private static byte[] idx(byte[] content, int... sizes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0x800 + sizes.length);
            for (int size : sizes) {
                out.writeInt(size);
            }
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private void signs(String place) throws IOException {
        for (int k = 0; k < 3; k++) {
            String name = String.format("%05d", k);
            csv(place + "/GTSRB/Final_Training/Images/" + name, "GT-" + name + ".csv", k, k, k);
        }
        csv(place + "/GTSRB/Final_Test/Images", "GT-final_test.csv", 2, 0, 1, 1);
    }

    private void csv(String place, String name, int... classes) throws IOException {
        StringBuilder lines = new StringBuilder("Filename;Width;Height;Roi.X1;ClassId\n");
        for (int i = 0; i < classes.length; i++) {
            String file = "0000" + i + ".ppm";
            int width = 15 + i;
            byte[] head = ("P6\n" + width + " 17\n255\n").getBytes(StandardCharsets.US_ASCII);
            byte[] picture = Arrays.copyOf(head, head.length + width * 17 * 3);
            System.arraycopy(noise(width * 17 * 3), 0, picture, head.length, width * 17 * 3);
            write(place + "/" + file, picture);
            lines.append(file)
                    .append(";")
                    .append(width)
                    .append(";17;5;")
                    .append(classes[i])
                    .append("\n");
        }
        write(place + "/" + name, lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
