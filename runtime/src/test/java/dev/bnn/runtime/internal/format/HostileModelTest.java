// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime.internal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.runtime.BnnFormatException;
import dev.bnn.runtime.BnnModel;
import dev.bnn.runtime.Dims;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small files with large demands: sizes that wrap around, huge maps, scores that overflow. The reader refuses each and says why.
 */
class HostileModelTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(payload);

    @Test
    void weightsWhoseNumberWrapsToNone() throws Exception {
        model(dims(1, 1, 1), 16, 2);
        // 16 x 2^30 x 2^30 x 1 weights are 2^64.
        matrix("m", dims(1, 1, 1), dims(16, 1, 1), 1 << 30, 1 << 30, 2, 1 << 29, 0);
        score(16, 1, 0);
        refused("m: kernel, stride or dilation out of range");
    }

    @Test
    void weightsThatWouldFillAnArrayManyTimes() throws Exception {
        model(dims(1, 1, 1), 16, 2);
        matrix("m", dims(1, 1, 1), dims(16, 1, 1), 1 << 24, 1 << 24, 1, 1 << 23, 0);
        score(16, 1, 0);
        refused("m: output extent does not follow from its input");
    }

    @Test
    void weightsOfDepthwiseKernelsThatWrap() throws Exception {
        model(dims(1 << 16, 1, 1), 2, 1);
        head(BnnFormat.DEPTHWISE, "d", dims(1 << 16, 1, 1));
        // 2^16 x 2^24 x 2^24 weights are 2^64.
        ints(1 << 16, 2, 2);
        window(1 << 24, 1 << 24, 1, 1 << 23);
        ints(0, 1, 0);
        refused("d: 0 weights do not fill the kernels");
    }

    @Test
    void paddingThatMakesALargeMapOfAPixel() throws Exception {
        largeMap(20_001);
        refused("m yields 1 x 20001 x 20001 values");
    }

    @Test
    void aMapAsLargeAsTheLanguageAllowsIsRun() throws Exception {
        largeMap(4_095);
        BnnModel model = BnnModel.load(file());
        List<byte[]> images = Collections.nCopies(20, new byte[1]);
        assertThat(model.scores(images)).hasSize(20);
    }

    /** Makes a map of that side from one pixel, and a pool that reduces it to one position. */
    private void largeMap(int side) throws IOException {
        model(dims(1, 1, 1), 2, 5);
        matrix("m", dims(1, 1, 1), dims(1, side, side), 1, 1, 1, side / 2, 1);
        threshold("t", dims(1, side, side));
        head(BnnFormat.POOL, "p", dims(1, side, side));
        ints(1, 1, 1);
        window(side, side, 1, 0);
        ints(1);
        out.writeByte(0);
        matrix("last", dims(1, 1, 1), dims(2, 1, 1), 1, 1, 1, 0, 2);
        score(2, 1, 0);
    }

    @Test
    void aStrideThatHidesALargePaddedMap() throws Exception {
        model(dims(1, 1, 1), 2, 2);
        matrix("m", dims(1, 1, 1), dims(2, 1, 1), 1, 1, 1 << 24, 1 << 22, 2);
        score(2, 1, 0);
        refused("m pads 1 x 1 x 1 values to " + (long) ((1 << 23) + 1) * ((1 << 23) + 1));
    }

    @Test
    void anImageThatIsLarge() throws Exception {
        model(dims(1, 40_000, 40_000), 2, 2);
        matrix("m", dims(1, 40_000, 40_000), dims(2, 1, 1), 1, 1, 1 << 24, 0, 2);
        score(2, 1, 0);
        refused("an image of 1 x 40000 x 40000");
    }

    @Test
    void anExtentThatWraps() throws Exception {
        model(dims(1 << 16, 1 << 16, 1 << 16), 2, 0);
        refused("too large an extent 65536 x 65536 x 65536");
    }

    @Test
    void manyStagesThatAreLargeTogether() throws Exception {
        Dims dims = new Dims(1, 4_096, 4_096);
        model(dims(1, 4_096, 4_096), 2, 12);
        threshold("t", dims(1, 4_096, 4_096));
        for (int i = 0; i < 9; i++) {
            head(BnnFormat.POOL, "p" + i, dims(1, 4_096, 4_096));
            ints(1, 4_096, 4_096);
            window(1, 1, 1, 0);
            ints(1);
            out.writeByte(0);
        }
        matrix("m", dims(1, 4_096, 4_096), dims(2, 1, 1), 1, 1, 1 << 24, 0, 2);
        score(2, 1, 0);
        long values = 11L * dims.size() + 4;
        refused("all stages yield " + values + " values, of at most 67108864");
    }

    @Test
    void scoresThatOverflow() throws Exception {
        for (long[] factors : new long[][] {
            {Long.MAX_VALUE / 255 + 1, 0}, {Long.MIN_VALUE, 0}, {1, Long.MIN_VALUE}, {-1, Long.MAX_VALUE}
        }) {
            payload.reset();
            model(dims(1, 1, 1), 2, 2);
            matrix("m", dims(1, 1, 1), dims(2, 1, 1), 1, 1, 1, 0, 2);
            score(2, factors[0], factors[1]);
            refused("scores: scores of class 0 overflow");
        }
        payload.reset();
        model(dims(1, 1, 1), 2, 2);
        matrix("m", dims(1, 1, 1), dims(2, 1, 1), 1, 1, 1, 0, 2);
        score(2, Long.MAX_VALUE / 255, 0);
        assertThat(BnnModel.load(file()).scores(new byte[] {(byte) 255}))
                .containsExactly(-(Long.MAX_VALUE / 255) * 255, -(Long.MAX_VALUE / 255) * 255);
    }

    private void model(int[] input, int classes, int stages) throws IOException {
        out.writeUTF("n");
        ints(input);
        ints(classes);
        for (int c = 0; c < classes; c++) {
            out.writeUTF("c" + c);
        }
        ints(stages);
    }

    private void head(int kind, String name, int[] input) throws IOException {
        out.writeByte(kind);
        out.writeUTF(name);
        ints(input);
    }

    /** A matrix with that many weights, all -1. */
    private void matrix(String name, int[] in, int[] to, int height, int width, int stride, int padding, int weights)
            throws IOException {
        head(BnnFormat.MATRIX, name, in);
        ints(to);
        window(height, width, stride, padding);
        ints(0, 1, 1, weights);
        out.write(new byte[(weights + 7) / 8]);
    }

    private void window(int height, int width, int stride, int padding) throws IOException {
        ints(height, width, stride, stride, 1, 1, padding, padding, padding, padding);
    }

    /** One set of thresholds for all positions. */
    private void threshold(String name, int[] in) throws IOException {
        head(BnnFormat.THRESHOLD, name, in);
        ints(in[1]);
        ints(new int[in[1]]);
        ints(in[2]);
        ints(new int[in[2]]);
        ints(1, 1, 1, in[0]);
        for (int c = 0; c < in[0]; c++) {
            out.writeLong(0);
        }
    }

    private void score(int classes, long multiplier, long addend) throws IOException {
        head(BnnFormat.SCORE, "scores", dims(classes, 1, 1));
        for (long factor : new long[] {multiplier, addend}) {
            ints(classes);
            for (int c = 0; c < classes; c++) {
                out.writeLong(factor);
            }
        }
        out.writeDouble(1);
    }

    private static int[] dims(int channels, int height, int width) {
        return new int[] {channels, height, width};
    }

    private void ints(int... values) throws IOException {
        for (int value : values) {
            out.writeInt(value);
        }
    }

    private Path file() throws IOException {
        CRC32 crc = new CRC32();
        crc.update(payload.toByteArray());
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        DataOutputStream header = new DataOutputStream(whole);
        header.writeInt(BnnFormat.MAGIC);
        header.writeInt(BnnFormat.VERSION);
        header.writeInt(payload.size());
        header.writeInt((int) crc.getValue());
        header.write(payload.toByteArray());
        return Files.write(folder.resolve("hostile.bnnc"), whole.toByteArray());
    }

    private void refused(String reason) throws IOException {
        Path file = file();
        assertThatThrownBy(() -> BnnModel.load(file))
                .isInstanceOf(BnnFormatException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageEndingWith(reason);
    }
}
