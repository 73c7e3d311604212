// SPDX-License-Identifier: Apache-2.0
package dev.bnn.npz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipException;

/**
 * The header of a .npy array (NEP 1): magic, version, length, and a Python dictionary padded so that the data starts at
 * a multiple of 64 bytes.
 *
 * @param type element type, one of those of {@link NpyArray}
 */
record NpyHeader(String type, int[] shape) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;
    private static final int MAX_DIMENSIONS = 8;

    /** The longest header: a dictionary of three entries takes about a hundred bytes. */
    private static final int LONGEST = 1 << 16;

    /** A number of floats that fits in a Java array of bytes, and that no layer's weights exceed. */
    private static final int MOST_ELEMENTS = 1 << 28;

    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([-0-9, ]*)\\)");

    /** Bytes of the data. */
    long bytes() {
        long size = type.equals(NpyArray.FLOAT) ? 4 : 1;
        return size * Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
    }

    static byte[] bytes(String type, int[] shape) {
        String dimensions = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + dimensions
                + (shape.length == 1 ? ",)" : ")") + ", }";
        int prefix = MAGIC.length + 4;
        int length = (prefix + text.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT;
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) ' ');
        System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
        bytes[6] = 1;
        bytes[7] = 0;
        bytes[8] = (byte) (length - prefix);
        bytes[9] = (byte) ((length - prefix) >> 8);
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, bytes, prefix, ascii.length);
        bytes[length - 1] = '\n';
        return bytes;
    }

    /** Reads the header of an entry; the data follows. */
    static NpyHeader read(String entry, InputStream in) throws IOException {
        byte[] start = in.readNBytes(MAGIC.length + 2);
        if (start.length < MAGIC.length + 2 || !Arrays.equals(MAGIC, 0, MAGIC.length, start, 0, MAGIC.length)) {
            throw new ZipException("entry " + entry + " is not a NumPy array");
        }
        int version = start[MAGIC.length];
        if (version < 1 || version > 3) {
            throw new ZipException("entry " + entry + " has version " + version + " of the NumPy format");
        }
        byte[] size = in.readNBytes(version == 1 ? 2 : 4);
        long length = 0;
        for (int i = size.length - 1; i >= 0; i--) {
            length = length << 8 | size[i] & 0xff;
        }
        if (length > LONGEST) {
            throw new ZipException("entry " + entry + " claims a header of " + length + " bytes");
        }
        byte[] text = in.readNBytes((int) length);
        if (text.length < length || size.length < (version == 1 ? 2 : 4)) {
            throw new ZipException("entry " + entry + " is cut off in its header");
        }
        return parse(entry, new String(text, StandardCharsets.ISO_8859_1));
    }

    private static NpyHeader parse(String entry, String header) throws ZipException {
        String descr = group(DESCR, entry, header);
        if (!descr.equals(NpyArray.FLOAT) && !descr.equals(NpyArray.BYTE) && !descr.equals(NpyArray.INT8)) {
            throw new ZipException("entry " + entry + " has element type '" + descr + "'; save it as float32 ('"
                    + NpyArray.FLOAT + "')");
        }
        if (!group(FORTRAN, entry, header).equals("False")) {
            throw new ZipException("entry " + entry + " is in Fortran order; save it in C order");
        }
        return new NpyHeader(descr, shape(entry, group(SHAPE, entry, header)));
    }

    private static String group(Pattern pattern, String entry, String header) throws ZipException {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new ZipException("entry " + entry + " has an unreadable header");
        }
        return matcher.group(1);
    }

    private static int[] shape(String entry, String list) throws ZipException {
        String[] parts = list.isBlank() ? new String[0] : list.trim().split("\\s*,\\s*");
        if (parts.length > MAX_DIMENSIONS) {
            throw new ZipException("entry " + entry + " has " + parts.length + " dimensions");
        }
        int[] shape = new int[parts.length];
        long size = 1;
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].matches("[0-9]{1,9}")) {
                throw new ZipException("entry " + entry + " claims a shape of (" + list + ")");
            }
            shape[i] = Integer.parseInt(parts[i]);
            size *= shape[i];
            if (size > MOST_ELEMENTS) {
                throw new ZipException("entry " + entry + " claims a shape of (" + list + ")");
            }
        }
        return shape;
    }

    /** The shape as Python writes it. */
    String shapeText() {
        return "(" + Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", ")) + ")";
    }
}
