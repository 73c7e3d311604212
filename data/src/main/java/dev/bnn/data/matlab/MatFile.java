// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.matlab;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import us.hebi.matlab.mat.format.BufferAllocator;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5Reader;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.MatFile.Entry;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sources;

/**
 * Reads arrays of numbers from a MATLAB file of level 5 (MATLAB's {@code -v6} and {@code -v7}). The library MFL reads the format;
 * this class checks the structure of each array before MFL allocates memory for it.
 */
public final class MatFile {
    private static final Map<MatlabType, Integer> BYTES = Map.of(
            MatlabType.Int8, 1,
            MatlabType.UInt8, 1,
            MatlabType.Int16, 2,
            MatlabType.UInt16, 2,
            MatlabType.Int32, 4,
            MatlabType.UInt32, 4,
            MatlabType.Single, 4,
            MatlabType.Int64, 8,
            MatlabType.UInt64, 8,
            MatlabType.Double, 8);

    private MatFile() {}

    /**
     * The header of an array.
     *
     * @param type MATLAB type of its values
     */
    public record Header(int[] dimensions, MatlabType type) {
        /** Number of its values; -1 if a size is negative, or there are more than an array can hold. */
        public long values() {
            long values = 1;
            for (int size : dimensions) {
                values *= size;
                if (size < 0 || values > Integer.MAX_VALUE - 8) {
                    return -1;
                }
            }
            return values;
        }

        /** The maximum number of bytes that the values take in the file, which may store them in smaller types. */
        long bytes() {
            int size = BYTES.getOrDefault(type, 0);
            return size * Math.max(0, values());
        }

        /** The sizes for a message: {@code 32 x 32}. */
        public String sizes() {
            return String.join(
                    " x ", Arrays.stream(dimensions).mapToObj(Integer::toString).toList());
        }
    }

    /** Decides on an array from its header, before its values are read. */
    public interface Check {
        /** @throws IOException if the array is to be refused, with the reason */
        void accept(Header header) throws IOException;
    }

    /**
     * Reads arrays of real numbers.
     *
     * @param wanted the name of each array to read, and a check of its header
     * @return the wanted arrays that exist, by name; {@link Matrix#getInt} returns their values, first index fastest
     * @throws IOException if the file is not such a file or is damaged, or if a check refuses an array; the message says which
     */
    public static Map<String, Matrix> read(Path file, Map<String, Check> wanted) throws IOException {
        MatStructure.check(file);
        Reading reading = new Reading(wanted);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            Mat5Reader reader = Mat5.newReader(Sources.wrapInputStream(in, 1 << 16))
                    .setEntryFilter(reading)
                    .setBufferAllocator(reading)
                    .disableSubsystemProcessing();
            Map<String, Matrix> found = new TreeMap<>();
            for (Entry entry : reader.readMat().getEntries()) {
                found.put(entry.getName(), matrix(entry.getName(), entry.getValue()));
            }
            return found;
        } catch (IOException | RuntimeException e) {
            throw new IOException(reason(e), e);
        }
    }

    private static Matrix matrix(String name, Array array) throws IOException {
        if (array instanceof Matrix matrix && !matrix.isComplex()) {
            try {
                matrix.getDouble(matrix.getNumElements() - 1);
            } catch (IndexOutOfBoundsException e) {
                throw new IOException("its array " + name + " has fewer values than its sizes say");
            }
            return matrix;
        }
        throw new IOException("its array " + name + " does not hold real numbers");
    }

    /** The message of the innermost cause, since MFL wraps exceptions. */
    private static String reason(Throwable e) {
        Throwable inner = e;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner.getMessage() == null ? inner.getClass().getSimpleName() : inner.getMessage();
    }

    /** Selects the wanted arrays, and allocates no more memory for each than its header implies. */
    private static final class Reading implements Mat5Reader.EntryFilter, BufferAllocator {
        private final Map<String, Check> wanted;
        private long allowed;

        Reading(Map<String, Check> wanted) {
            this.wanted = wanted;
        }

        @Override
        public boolean isAccepted(Mat5Reader.EntryHeader header) {
            Check check = wanted.get(header.getName());
            if (check == null) {
                return false;
            }
            Header found = new Header(header.getDimensions(), header.getType());
            try {
                check.accept(found);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            allowed = found.bytes();
            return true;
        }

        @Override
        public ByteBuffer allocate(int bytes) {
            if (bytes < 0 || bytes > allowed) {
                throw new UncheckedIOException(new IOException(String.format(
                        Locale.ROOT, "an array of at most %,d bytes says that it has %,d", allowed, bytes)));
            }
            allowed -= bytes;
            return ByteBuffer.allocate(bytes);
        }

        @Override
        public void release(ByteBuffer buffer) {}
    }
}
