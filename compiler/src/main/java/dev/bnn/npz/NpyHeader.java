package dev.bnn.npz;

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
 * @param length bytes before the data
 */
record NpyHeader(String type, int[] shape, int length) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;
    private static final int MAX_DIMENSIONS = 8;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");

    /** Bytes of the data. */
    long bytes() {
        long size = type.equals(NpyArray.FLOAT) ? 4 : 1;
        return size * Arrays.stream(shape).reduce(1, Math::multiplyExact);
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

    static NpyHeader parse(String entry, byte[] bytes) throws ZipException {
        if (bytes.length < 12 || !Arrays.equals(MAGIC, 0, MAGIC.length, bytes, 0, MAGIC.length)) {
            throw new ZipException("entry " + entry + " is not a NumPy array");
        }
        int version = bytes[6];
        long text = (bytes[8] & 0xff) | (bytes[9] & 0xff) << 8;
        int prefix = 10;
        if (version == 2 || version == 3) {
            text |= (bytes[10] & 0xffL) << 16 | (bytes[11] & 0xffL) << 24;
            prefix = 12;
        } else if (version != 1) {
            throw new ZipException("entry " + entry + " has version " + version + " of the NumPy format");
        }
        if (prefix + text > bytes.length) {
            throw new ZipException("entry " + entry + " is cut off in its header");
        }
        String header = new String(bytes, prefix, (int) text, StandardCharsets.ISO_8859_1);
        String descr = group(DESCR, entry, header);
        if (!descr.equals(NpyArray.FLOAT) && !descr.equals(NpyArray.BYTE) && !descr.equals(NpyArray.INT8)) {
            throw new ZipException("entry " + entry + " has element type '" + descr + "'; save it as float32 ('"
                    + NpyArray.FLOAT + "')");
        }
        if (!group(FORTRAN, entry, header).equals("False")) {
            throw new ZipException("entry " + entry + " is in Fortran order; save it in C order");
        }
        return new NpyHeader(descr, shape(entry, group(SHAPE, entry, header)), prefix + (int) text);
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
            if (parts[i].length() > 9 || (size *= Integer.parseInt(parts[i])) > NpzFile.MAX_ARRAY_BYTES / 4) {
                throw new ZipException("entry " + entry + " claims a shape of (" + list + ")");
            }
            shape[i] = Integer.parseInt(parts[i]);
        }
        return shape;
    }
}
