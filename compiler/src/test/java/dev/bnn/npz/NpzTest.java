// SPDX-License-Identifier: Apache-2.0
package dev.bnn.npz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.Padding;
import dev.bnn.model.Parameters;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
    private static final long MOST = 1000;
    private static final Network NETWORK = NetworkBuilder.named("small")
            .input(1, 2, 2, ValueSet.ScaledBytes.PLAIN)
            .dense(2, WeightType.BIPOLAR)
            .build();

    @TempDir
    Path folder;

    private static Parameters weights(int[] shape, float... values) {
        return new Parameters(Map.of("dense1.weight", new Parameters.Array(shape, values)));
    }

    /** Other tools store [inputs, outputs], or [outputs, inputs, rows, columns]: equally many values in another order. */
    @Test
    void refusesWeightsInAnotherOrder() throws IOException {
        Path file = folder.resolve("x.npz");
        Npz.write(file, weights(new int[] {4, 2}, 1, 2, 3, 4, 5, 6, 7, 8));
        assertThatThrownBy(() -> Npz.read(file, NETWORK))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": it does not fit small: dense1.weight has the shape [4, 2], not [2, 4] of outputs"
                        + " and inputs; docs/training.md names the arrays and their shapes");
        Network convolution = NetworkBuilder.named("small")
                .input(2, 3, 3, ValueSet.ScaledBytes.PLAIN)
                .conv(4, 3, 1, Padding.NONE, WeightType.BIPOLAR)
                .build();
        Npz.write(
                file,
                new Parameters(Map.of(
                        "conv1.weight", new Parameters.Array(new int[] {4, 2, 3, 3}, new float[4 * 2 * 3 * 3]))));
        assertThatThrownBy(() -> Npz.read(file, convolution))
                .hasMessageContaining(
                        "conv1.weight has the shape [4, 2, 3, 3], not [4, 3, 3, 2] of outputs, rows, columns"
                                + " and inputs");
        Npz.write(file, weights(new int[] {2, 4}, 1, 2, 3, 4, 5, 6, 7, 8));
        assertThat(Npz.read(file, NETWORK).get("dense1.weight").values()).hasSize(8);
    }

    /** A training that diverged elsewhere; the sign of NaN would be -1. */
    @Test
    void refusesWeightsThatAreNoNumbers() throws IOException {
        Path file = folder.resolve("x.npz");
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            Npz.write(file, weights(new int[] {2, 4}, 1, 2, 3, value, 5, 6, 7, 8));
            assertThatThrownBy(() -> Npz.read(file, NETWORK))
                    .hasMessage(file + ": it does not fit small: dense1.weight has a value " + value
                            + "; docs/training.md names the arrays and their shapes");
        }
    }

    private static Parameters sample() {
        Map<String, Parameters.Array> arrays = new LinkedHashMap<>();
        arrays.put(
                "conv1.weight", new Parameters.Array(new int[] {2, 1, 1, 3}, new float[] {1, -2, 3, -0f, 5e-40f, 6}));
        arrays.put("batchnorm1.gamma", new Parameters.Array(new int[] {2}, new float[] {0.5f, Float.MIN_VALUE}));
        arrays.put("step", new Parameters.Array(new int[0], new float[] {7}));
        return new Parameters(arrays);
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        Path file = folder.resolve("deep/er/net.npz");
        Npz.write(file, sample());
        Parameters back = Npz.read(file, MOST);
        assertThat(back.arrays().keySet()).containsExactly("conv1.weight", "batchnorm1.gamma", "step");
        sample().arrays().forEach((name, array) -> {
            assertThat(back.get(name).shape()).as(name).isEqualTo(array.shape());
            assertThat(back.get(name).values()).as(name).isEqualTo(array.values());
        });
        assertThat(Files.list(file.getParent())).as("no temporary file stays").containsExactly(file);
    }

    @Test
    void equalParametersGiveEqualBytes() throws IOException {
        Npz.write(folder.resolve("a.npz"), sample());
        Npz.write(folder.resolve("b.npz"), sample());
        assertThat(folder.resolve("a.npz")).hasSameBinaryContentAs(folder.resolve("b.npz"));
    }

    @Test
    void theBytesAreTheSameInEachTimeZone() throws IOException {
        TimeZone here = TimeZone.getDefault();
        try {
            for (String zone : List.of("UTC", "America/New_York", "Pacific/Kiritimati")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                Npz.write(folder.resolve(zone.replace('/', '-')), sample());
            }
        } finally {
            TimeZone.setDefault(here);
        }
        assertThat(folder.resolve("America-New_York")).hasSameBinaryContentAs(folder.resolve("UTC"));
        assertThat(folder.resolve("Pacific-Kiritimati")).hasSameBinaryContentAs(folder.resolve("UTC"));
    }

    @Test
    void numpyReadsItAndWeReadNumpy() throws Exception {
        assumeTrue(python("import numpy") == 0, "python3 with numpy");
        Npz.write(folder.resolve("a.npz"), sample());
        assertThat(python("import numpy as n; a=n.load('a.npz'); w=a['conv1.weight'];"
                        + "assert w.shape==(2,1,1,3) and w.dtype==n.float32 and w[1,0,0,2]==6 and a['step'].shape==();"
                        + "n.savez_compressed('b.npz', **{'dense1.weight': n.arange(6,dtype='f4').reshape(2,3)})"))
                .isZero();
        Parameters.Array array = Npz.read(folder.resolve("b.npz"), MOST).get("dense1.weight");
        assertThat(array.shape()).containsExactly(2, 3);
        assertThat(array.values()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    private int python(String code) throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", code)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("python.log").toFile())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    @Test
    void refusesATruncatedFileByName() throws IOException {
        Path file = folder.resolve("net.npz");
        Npz.write(file, sample());
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 10, bytes.length / 2, bytes.length - 1}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> Npz.read(file, MOST))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(file + ": not a usable .npz file: ");
        }
    }

    @Test
    void refusesAFlippedBit() throws IOException {
        Path file = folder.resolve("net.npz");
        Npz.write(file, sample());
        byte[] bytes = Files.readAllBytes(file);
        int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(" \n") + 3;
        bytes[data] ^= 0x10;
        Files.write(file, bytes);
        assertThatThrownBy(() -> Npz.read(file, MOST))
                .hasMessageContaining("entry conv1.weight.npy is damaged: its checksum differs");
    }

    @Test
    void refusesWhatIsNotAFloatArrayInCOrder() throws IOException {
        assertRefused("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }", "element type '<f8'");
        assertRefused("{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }", "Fortran order");
        assertRefused("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", "where its shape needs 8");
        assertRefused("nonsense", "unreadable header");
        assertRefused("{'descr': '|u1', 'fortran_order': False, 'shape': (4,), }", "element type '|u1'");
    }

    @Test
    void refusesShapesThatNothingHas() throws IOException {
        assertRefused(shape("99999, 99999"), "claims a shape of (99999, 99999)");
        assertRefused(shape("-1,"), "claims a shape of (-1,)");
        assertRefused(shape("2, -2147483648, -1"), "claims a shape of (2, -2147483648, -1)");
        assertRefused(shape("4294967297,"), "claims a shape of (4294967297,)");
        assertRefused(shape("65536, 65536, 65536, 65536"), "claims a shape of");
        assertRefused(shape("0, 999999999, 999999999, 999999999"), "holds more data than its shape needs");
        assertRefused(shape("1, , 1"), "claims a shape of (1, , 1)");
        assertRefused(shape("1, 1, 1, 1, 1, 1, 1, 1, 1"), "has 9 dimensions");
        assertRefused(shape("251,"), "has the shape (251), 1004 bytes, where 1000 are needed");
        assertRefused(shape("268435456,"), "has the shape (268435456), 1073741824 bytes, where 1000 are needed");
    }

    private static String shape(String list) {
        return "{'descr': '<f4', 'fortran_order': False, 'shape': (" + list + "), }";
    }

    private void assertRefused(String header, String reason) throws IOException {
        Path file = folder.resolve("x.npz");
        zip(file, Map.of("a.npy", array(header, 4)));
        assertThatThrownBy(() -> Npz.read(file, MOST))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": not a usable .npz file: ")
                .hasMessageContaining(reason);
    }

    private static byte[] array(String header, int bytes) {
        byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0};
        byte[] array = Arrays.copyOf(start, start.length + header.length() + bytes);
        System.arraycopy(header.getBytes(StandardCharsets.ISO_8859_1), 0, array, start.length, header.length());
        return array;
    }

    private static void zip(Path file, Map<String, byte[]> entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> e : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(e.getKey()));
                zip.write(e.getValue());
            }
        }
    }

    @Test
    void aHeaderThatIsAsLongAsItLikesIsRefused() throws IOException {
        Path file = folder.resolve("x.npz");
        byte[] version2 = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, -1};
        zip(file, Map.of("a.npy", version2));
        assertThatThrownBy(() -> Npz.read(file, MOST)).hasMessageContaining("claims a header of 4294967295 bytes");
        byte[] cut = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 100, 0, '{'};
        zip(file, Map.of("a.npy", cut));
        assertThatThrownBy(() -> Npz.read(file, MOST)).hasMessageContaining("is cut off in its header");
    }

    @Test
    void aBombIsNotReadPastWhatTheNetworkNeeds() throws IOException {
        int values = 16 << 20;
        Path file = folder.resolve("bomb.npz");
        zip(file, Map.of("dense1.weight.npy", array(shape(values + ","), 4 * values)));
        assertThat(file).satisfies(f -> assertThat(Files.size(f)).isLessThan(100_000));
        assertThatThrownBy(() -> Npz.read(file, NETWORK))
                .hasMessageContaining(
                        "dense1.weight.npy has the shape (16777216), 67108864 bytes, where 32 are needed");
        assertThatThrownBy(() -> PackedParameters.read(file, NETWORK))
                .hasMessageContaining("there is no uint8 array dense1.weight.bits of shape [2, 1]");
        zip(file, Map.of("dense1.weight.bits.npy", array(shape(values + ","), 4 * values)));
        assertThatThrownBy(() -> PackedParameters.read(file, NETWORK)).hasMessageContaining("where 2 are needed");
    }

    /** An array of floats has more information than one of signs, so it has precedence. */
    @Test
    void floatsAreTakenBeforePackedWeights() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("dense1.weight.bits.npy", array(shape("2, 1").replace("<f4", "|u1"), 2));
        entries.put("dense1.weight.npy", array(shape("2, 4"), 32));
        zip(folder.resolve("net.npz"), entries);
        assertThat(Npz.read(folder.resolve("net.npz"), NETWORK)
                        .get("dense1.weight")
                        .values())
                .containsOnly(0);
        entries.remove("dense1.weight.npy");
        zip(folder.resolve("net.npz"), entries);
        assertThat(Npz.read(folder.resolve("net.npz"), NETWORK)
                        .get("dense1.weight")
                        .values())
                .containsOnly(-1);
        entries.put("dense1.weight.bits.npy", array(shape("1, 2").replace("<f4", "|u1"), 2));
        zip(folder.resolve("net.npz"), entries);
        assertThatThrownBy(() -> Npz.read(folder.resolve("net.npz"), NETWORK))
                .hasMessageContaining("there is no uint8 array dense1.weight.bits of shape [2, 1]");
    }

    @Test
    void arraysThatTheNetworkDoesNotNeedArePassedOver() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("adam.m.npy", array(shape("9999999,"), 4 << 20));
        entries.put("dense1.weight.npy", array(shape("2, 4"), 32));
        entries.put("note.npy", new byte[] {1, 2, 3});
        zip(folder.resolve("net.npz"), entries);
        assertThat(Npz.read(folder.resolve("net.npz"), NETWORK).arrays().keySet())
                .containsExactly("dense1.weight");
    }

    @Test
    void allArraysTogetherAreBounded() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("a.npy", array(shape("150,"), 600));
        entries.put("b.npy", array(shape("150,"), 600));
        zip(folder.resolve("net.npz"), entries);
        assertThatThrownBy(() -> Npz.read(folder.resolve("net.npz"), MOST))
                .hasMessageContaining("b.npy has the shape (150), 600 bytes, where 400 are needed");
    }

    @Test
    void manyEntriesAndLargeFilesAreRefused() throws IOException {
        Path many = folder.resolve("many.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(many))) {
            for (int i = 0; i <= 100_000; i++) {
                zip.putNextEntry(new ZipEntry(i + ".npy"));
            }
        }
        assertThatThrownBy(() -> Npz.read(many, MOST)).hasMessageContaining("more arrays than a network can have");
        Path large = folder.resolve("large.npz");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(1L << 33);
        }
        assertThatThrownBy(() -> Npz.read(large, MOST)).hasMessageContaining("it has more than 16781216 bytes");
    }

    @Test
    void sizesThatAZipClaimsAreNotBelieved() throws IOException {
        Path file = folder.resolve("net.npz");
        zip(file, Map.of("a.npy", array(shape("10,"), 40)));
        byte[] bytes = Files.readAllBytes(file);
        int directory = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        for (int field : new int[] {20, 24}) {
            for (int value : new int[] {0, 1, 0x7fffffff, -1, -2}) {
                byte[] lie = bytes.clone();
                ByteBuffer.wrap(lie).order(ByteOrder.LITTLE_ENDIAN).putInt(directory + field, value);
                Files.write(file, lie);
                try {
                    assertThat(Npz.read(file, MOST).get("a").values()).hasSize(10);
                } catch (IOException e) {
                    assertThat(e).hasMessageStartingWith(file + ": not a usable .npz file: ");
                }
            }
        }
    }

    @Test
    void namesAMissingFile() {
        assertThatThrownBy(() -> Npz.read(folder.resolve("none.npz"), MOST))
                .hasMessageContaining("none.npz: there is no such parameter file");
    }
}
