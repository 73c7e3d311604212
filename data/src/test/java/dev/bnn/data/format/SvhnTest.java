// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.data.ClassNames;
import dev.bnn.data.DataException;
import dev.bnn.data.DataRequest;
import dev.bnn.data.DataSet;
import dev.bnn.data.DataSets;
import dev.bnn.data.Requests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sinks;

public class SvhnTest {
    private static final int COMPRESSED = 6;

    @TempDir
    Path folder;

    /** Pixel (row, column, channel) of image i is row + 2 column + 50 channel + 10 i. */
    static byte[] mat(int level, int... labels) throws IOException {
        Matrix x = Mat5.newMatrix(Mat5.dims(32, 32, 3, labels.length), MatlabType.UInt8);
        for (int i = 0; i < labels.length; i++) {
            for (int c = 0; c < 3; c++) {
                for (int column = 0; column < 32; column++) {
                    for (int row = 0; row < 32; row++) {
                        x.setByte(((i * 3 + c) * 32 + column) * 32 + row, (byte) (row + 2 * column + 50 * c + 10 * i));
                    }
                }
            }
        }
        return mat(level, x, column(labels));
    }

    static Matrix column(int... labels) {
        Matrix y = Mat5.newMatrix(labels.length, 1);
        for (int i = 0; i < labels.length; i++) {
            y.setDouble(i, labels[i]);
        }
        return y;
    }

    /** Compressed and little-endian, like the published files, or neither. */
    static byte[] mat(int level, Matrix x, Matrix y) throws IOException {
        Mat5File file = Mat5.newMatFile();
        file.addArray("X", x);
        file.addArray("y", y);
        ByteBuffer bytes =
                ByteBuffer.allocate(1 << 20).order(level == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        Mat5.newWriter(Sinks.wrap(bytes)).setDeflateLevel(level).writeMat(file);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    public static Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("train_32x32.mat", mat(COMPRESSED, 10, 1, 9));
        files.put("test_32x32.mat", mat(0, 2, 10));
        return files;
    }

    @BeforeEach
    void write() throws IOException {
        for (Map.Entry<String, byte[]> file : files().entrySet()) {
            put(file.getKey(), file.getValue());
        }
    }

    private void put(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }

    private DataSet load() throws DataException {
        return Requests.load(".", folder, 3, 32, 32);
    }

    private String problem(byte[] train) throws IOException {
        put("train_32x32.mat", train);
        return Requests.failure(".", folder, 3, 32, 32).problem();
    }

    @Test
    void pixelsAreTurnedToRowsAndTenIsTheDigitZero() throws Exception {
        DataSet data = load();

        assertThat(data.train().labels()).containsExactly(0, 1, 9);
        assertThat(data.test().labels()).containsExactly(2, 0);
        assertThat(data.classes()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        byte[] second = data.train().image(1);
        for (int row = 0; row < 32; row++) {
            for (int column = 0; column < 32; column++) {
                for (int c = 0; c < 3; c++) {
                    assertThat(second[(row * 32 + column) * 3 + c])
                            .as("row %d, column %d, channel %d", row, column, c)
                            .isEqualTo((byte) (row + 2 * column + 50 * c + 10));
                }
            }
        }
    }

    @Test
    void compressedOrNotIsTheSameData() throws Exception {
        String hash = load().hash();
        put("train_32x32.mat", mat(0, 10, 1, 9));

        assertThat(load().hash()).isEqualTo(hash);
    }

    @Test
    void labelsMayBeBytes() throws Exception {
        Matrix y = Mat5.newMatrix(new int[] {2, 1}, MatlabType.UInt8);
        y.setByte(0, (byte) 10);
        y.setByte(1, (byte) 7);
        put("test_32x32.mat", mat(COMPRESSED, Mat5.newMatrix(Mat5.dims(32, 32, 3, 2), MatlabType.UInt8), y));

        assertThat(load().test().labels()).containsExactly(0, 7);
    }

    @Test
    void otherArraysAreSkipped() throws Exception {
        Mat5File file = Mat5.newMatFile();
        file.addArray("z", Mat5.newMatrix(500, 20));
        file.addArray("X", Mat5.newMatrix(Mat5.dims(32, 32, 3, 1), MatlabType.UInt8));
        file.addArray("y", column(3));
        ByteBuffer bytes = ByteBuffer.allocate(1 << 20);
        Mat5.newWriter(Sinks.wrap(bytes)).writeMat(file);
        put("test_32x32.mat", Arrays.copyOf(bytes.array(), bytes.position()));

        assertThat(load().test().labels()).containsExactly(3);
    }

    @Test
    void theExtraImagesOfAFolderAreTrainedOnButNotThoseOfTheNameAlone() throws Exception {
        put("extra_32x32.mat", mat(COMPRESSED, 4, 5));
        Requests progress = new Requests();
        DataRequest byPath = progress.request(".", folder, 3, 32, 32);
        DataRequest byName = new Requests().request("svhn", folder, 3, 32, 32).withPath(folder);
        DataRequest extra =
                new Requests().request("svhn:extra", folder, 3, 32, 32).withPath(folder);

        assertThat(DataSets.load(byPath).train().labels()).containsExactly(0, 1, 9, 4, 5);
        assertThat(progress.messages).anyMatch(m -> m.endsWith("the images of extra_32x32.mat are training images"));
        assertThat(DataSets.load(byName).train().labels()).containsExactly(0, 1, 9);
        assertThat(DataSets.load(extra).train().labels()).containsExactly(0, 1, 9, 4, 5);
    }

    @Test
    void aMissingFileIsNamed() throws Exception {
        Files.delete(folder.resolve("test_32x32.mat"));

        assertThat(Requests.failure(".", folder, 3, 32, 32).problem()).endsWith(" has no test_32x32.mat");
    }

    @Test
    void anotherImageSizeOfTheNetworkIsRefused() {
        assertThat(Requests.failure(".", folder, 1, 28, 28).problem())
                .endsWith("has images of 3 x 32 x 32 (channels x height x width), the network's input is 1 x 28 x 28");
    }

    @Test
    void labelsBeyondTheDigitsAreRefused() throws Exception {
        assertThat(problem(mat(COMPRESSED, 1, 11)))
                .isEqualTo(folder.resolve("./train_32x32.mat")
                        + " is corrupt: image 1 has label 11.0, labels go from 1 to 10");
        assertThat(problem(mat(COMPRESSED, 0))).endsWith("image 0 has label 0.0, labels go from 1 to 10");
    }

    @Test
    void otherArraysThanExpectedAreRefused() throws Exception {
        Matrix x = Mat5.newMatrix(Mat5.dims(32, 32, 3, 2), MatlabType.UInt8);
        assertThat(problem(mat(COMPRESSED, x, column(1)))).endsWith("is corrupt: it has 2 images, but 1 labels");
        assertThat(problem(mat(COMPRESSED, Mat5.newMatrix(Mat5.dims(28, 28, 3, 2), MatlabType.UInt8), column(1, 2))))
                .endsWith("is corrupt: X has 28 x 28 x 3 x 2 values, not 32 x 32 x 3 x images");
        assertThat(problem(mat(COMPRESSED, Mat5.newMatrix(Mat5.dims(32, 32, 3, 2), MatlabType.Int16), column(1, 2))))
                .endsWith("is corrupt: X holds values of type int16, not UInt8");
        assertThat(problem(mat(COMPRESSED, x, Mat5.newMatrix(1, 2))))
                .endsWith("is corrupt: y has 1 x 2 values, not one for each image");
        Mat5File file = Mat5.newMatFile();
        file.addArray("X", x);
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        Mat5.newWriter(Sinks.wrap(bytes)).writeMat(file);
        assertThat(problem(Arrays.copyOf(bytes.array(), bytes.position()))).endsWith("is corrupt: it has no array y");
    }

    @Test
    void whatIsNoMatlabFileIsTold() throws Exception {
        assertThat(problem("<html>not found</html>".getBytes())).endsWith("is corrupt: it is no MATLAB file");
        assertThat(problem(new byte[200])).endsWith("is corrupt: it is no MATLAB file of level 5");
        assertThat(problem("MATLAB 7.3 MAT-file, Platform: GLNXA64".getBytes()))
                .endsWith(
                        "is corrupt: it is a MATLAB file of version 7.3; MATLAB writes the version that is read with -v7");
    }

    @Test
    void aCutFileIsTold() throws Exception {
        byte[] whole = mat(0, 1, 2, 3);
        assertThat(problem(Arrays.copyOf(whole, 5000)))
                .endsWith("is corrupt: it is cut short: 4864 of an array's 9272 bytes are there");
        byte[] packed = mat(COMPRESSED, 1, 2, 3);
        assertThat(problem(Arrays.copyOf(packed, packed.length - 20))).contains("is corrupt: it is cut short");
    }

    /** The check comes before the claimed sizes are used, so nothing is allocated for them. */
    @Test
    void senselessSizesAreRefusedBeforeMemoryIsTaken() throws Exception {
        byte[] file = mat(0, 1, 2, 3);
        ByteBuffer bytes = ByteBuffer.wrap(file);
        int images = 128 + 8 + 16 + 8 + 12;
        assertThat(bytes.getInt(images)).isEqualTo(3);
        bytes.putInt(images, 600_000);
        assertThat(problem(file)).contains("X has 32 x 32 x 3 x 600000 values, more than its ");
        bytes.putInt(images, -3);
        assertThat(problem(file)).endsWith("X has 32 x 32 x 3 x -3 values, not 32 x 32 x 3 x images");
        bytes.putInt(images, Integer.MAX_VALUE);
        assertThat(problem(file)).endsWith("X has 32 x 32 x 3 x 2147483647 values, not 32 x 32 x 3 x images");
        bytes.putInt(images, 2);
        assertThat(problem(file)).endsWith("an array of at most 6,144 bytes says that it has 9,216");
        bytes.putInt(128 + 8 + 16 + 4, 1 << 30);
        assertThat(problem(file)).endsWith("the sizes of an array are damaged");
    }

    @Test
    void theReaderTakesAllDigitsOfANetworkInAnyOrder() throws Exception {
        DataRequest request = new Requests()
                .request(".", folder, 3, 32, 32)
                .withClasses(ClassNames.of(List.of("9", "8", "7", "6", "5", "4", "3", "2", "1", "0")));

        assertThat(DataSets.load(request).train().labels()).containsExactly(9, 8, 0);
    }
}
