package dev.bnn.npz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.model.Parameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
    @TempDir
    Path folder;

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
        Parameters back = Npz.read(file);
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
    void numpyReadsItAndWeReadNumpy() throws Exception {
        assumeTrue(python("import numpy") == 0, "python3 with numpy");
        Npz.write(folder.resolve("a.npz"), sample());
        assertThat(python("import numpy as n; a=n.load('a.npz'); w=a['conv1.weight'];"
                        + "assert w.shape==(2,1,1,3) and w.dtype==n.float32 and w[1,0,0,2]==6 and a['step'].shape==();"
                        + "n.savez_compressed('b.npz', **{'dense1.weight': n.arange(6,dtype='f4').reshape(2,3)})"))
                .isZero();
        Parameters.Array array = Npz.read(folder.resolve("b.npz")).get("dense1.weight");
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
            assertThatThrownBy(() -> Npz.read(file))
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
        assertThatThrownBy(() -> Npz.read(file))
                .hasMessageContaining("entry conv1.weight.npy is damaged: its checksum differs");
    }

    @Test
    void refusesWhatIsNotAFloatArrayInCOrder() throws IOException {
        assertRefused("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }", "element type '<f8'");
        assertRefused("{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }", "Fortran order");
        assertRefused("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", "where its shape needs 8");
        assertRefused("{'descr': '<f4', 'fortran_order': False, 'shape': (99999, 99999), }", "claims a shape");
        assertRefused("nonsense", "unreadable header");
    }

    private void assertRefused(String header, String reason) throws IOException {
        Path file = folder.resolve("x.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("a.npy"));
            zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
            zip.write(header.getBytes(StandardCharsets.ISO_8859_1));
            zip.write(new byte[4]);
        }
        assertThatThrownBy(() -> Npz.read(file)).isInstanceOf(IOException.class).hasMessageContaining(reason);
    }

    @Test
    void namesAMissingFile() {
        assertThatThrownBy(() -> Npz.read(folder.resolve("none.npz")))
                .hasMessageContaining("none.npz: there is no such parameter file");
    }
}
