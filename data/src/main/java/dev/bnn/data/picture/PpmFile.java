// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.picture;

import java.io.IOException;

/**
 * A PPM or PGM file in its binary forms, P6 and P5: numbers as text, possibly with comments between them, one blank, and samples
 * of one or two bytes, row by row.
 *
 * @param most the sample value of white
 * @param from index at which the samples begin
 */
record PpmFile(byte[] file, int channels, int width, int height, int most, int from) {
    private static final int MOST_DIGITS = 9;
    private static final int MOST_SAMPLE = 65_535;
    private static final int RGB = 3;

    /** Reads the header before the samples. */
    static PpmFile of(byte[] file) throws IOException {
        int[] at = {2};
        int width = number(file, at);
        int height = number(file, at);
        int most = number(file, at);
        if (most < 1 || most > MOST_SAMPLE) {
            throw new IOException("the PPM file is damaged: its largest sample is " + most);
        }
        if (at[0] >= file.length || !blank(file[at[0]])) {
            throw new IOException("the PPM file is cut short");
        }
        return new PpmFile(file, file[1] == '6' ? RGB : 1, width, height, most, at[0] + 1);
    }

    private int sampleBytes() {
        return most < 256 ? 1 : 2;
    }

    Header header() throws IOException {
        Header header = new Header(width, height, channels * sampleBytes(), 1, Orientation.UPRIGHT);
        header.check();
        long needed = (long) width * height * channels * sampleBytes();
        if (file.length - from < needed) {
            throw new IOException("the PPM file is cut short: " + (file.length - from) + " of " + needed
                    + " bytes of pixels are there");
        }
        return header;
    }

    /** The pixels, each sample scaled to 0 .. 255; gray is repeated. */
    byte[] rgb() {
        byte[] rgb = new byte[RGB * width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = sample(channels == RGB ? i : i / RGB);
        }
        return rgb;
    }

    private byte sample(int i) {
        int value = sampleBytes() == 1
                ? file[from + i] & 0xFF
                : (file[from + 2 * i] & 0xFF) << 8 | file[from + 2 * i + 1] & 0xFF;
        return (byte) ((Math.min(value, most) * 255L + most / 2) / most);
    }

    private static int number(byte[] file, int[] at) throws IOException {
        boolean comment = false;
        while (at[0] < file.length && (comment || blank(file[at[0]]) || file[at[0]] == '#')) {
            comment = file[at[0]] != '\n' && (comment || file[at[0]] == '#');
            at[0]++;
        }
        int value = 0;
        int first = at[0];
        while (at[0] < file.length && file[at[0]] >= '0' && file[at[0]] <= '9') {
            if (at[0] - first == MOST_DIGITS) {
                throw new IOException("the PPM file is damaged: a number of its header is too long");
            }
            value = 10 * value + file[at[0]++] - '0';
        }
        if (at[0] == first) {
            throw new IOException("the PPM file is damaged: its header lacks a number");
        }
        return value;
    }

    private static boolean blank(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r' || b == 0x0B || b == '\f';
    }
}
