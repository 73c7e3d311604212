// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.bnn.data.format.Cifar100Test;
import dev.bnn.data.format.CifarTest;
import dev.bnn.data.format.EmnistTest;
import dev.bnn.data.format.GtsrbTest;
import dev.bnn.data.format.IdxTest;
import dev.bnn.data.format.SvhnTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The readers accept any bytes as a data set, or refuse them with a message that names the file: no other exception, no hang.
 * {@code -Dbnn.fuzz=N} tries N cases of each kind, and then no case may take five seconds of processor time, which does not
 * depend on other work of the machine.
 */
class FuzzTest {
    private static final boolean LONG = System.getProperty("bnn.fuzz") != null;
    private static final long SECONDS = 5;
    private static final List<String> IDX = List.of(
            "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");

    @TempDir
    Path folder;

    private interface Case {
        /** True if the set was read, false if it was refused. */
        boolean run(Random random) throws Exception;
    }

    /** Runs the cases. Each has its own seed, which a failure names. */
    private static void fuzz(String kind, int cases, Case one) {
        int tries = Integer.getInteger("bnn.fuzz", cases);
        int read = 0;
        long slowest = 0;
        for (int i = 0; i < tries; i++) {
            long start = processors();
            try {
                read += one.run(random(kind, i)) ? 1 : 0;
            } catch (Throwable e) {
                fail(kind + ", case " + i, e);
            }
            slowest = Math.max(slowest, processors() - start);
            if (LONG && slowest > SECONDS * 1_000_000_000L) {
                fail(kind + ", case " + i + " took " + slowest / 1_000_000_000L + " s");
            }
        }
        if (LONG) {
            System.out.printf("%s: %d cases, %d read, the slowest %d ms%n", kind, tries, read, slowest / 1_000_000);
        }
        assertThat(read).as("cases that were read").isPositive().isLessThan(tries);
    }

    /** Mixes the seed, since consecutive seeds would give the same first numbers and so always damage the same file. */
    private static Random random(String kind, int number) {
        return new Random((kind.hashCode() * 1_000_003L + number) * 0x9E3779B97F4A7C15L);
    }

    /** Processor time of all threads in nanoseconds. */
    private static long processors() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private boolean load(DataRequest request) {
        try {
            DataSet data = DataSets.load(request);
            for (ImageSet set :
                    List.of(data.train(), data.test(), data.validation().orElse(data.test()))) {
                assertThat(set.count()).isPositive();
                for (int label : set.labels()) {
                    assertThat(label).isBetween(0, data.classes().size() - 1);
                }
            }
            return true;
        } catch (DataException e) {
            assertThat(e.problem()).contains(folder.toString());
            assertThat(e.nextStep()).isNotBlank();
            return false;
        }
    }

    private DataRequest request(String spec, int channels, int side, String... classes) {
        return new Requests().request(spec, folder, channels, side, side).withClasses(ClassNames.of(List.of(classes)));
    }

    private static void images(String kind, List<byte[]> originals, UnaryOperator<byte[]> repair) {
        fuzz(kind, 1000, random -> {
            byte[] file = Mutation.of(originals.get(random.nextInt(originals.size())), random);
            byte[] tried = random.nextBoolean() ? repair.apply(file) : file;
            try {
                return Photo.decode("x", tried, photo -> {
                    byte[] sample = photo.sample(photo.center(3, 2), random.nextBoolean() ? 1 : 3, 2, 3);
                    return sample.length > 0;
                });
            } catch (IOException e) {
                assertThat(Messages.reason(e)).isNotBlank();
                return false;
            }
        });
    }

    @Test
    void png() throws IOException {
        images("PNG", FuzzImages.png(), Mutation::withPngSums);
    }

    @Test
    void jpeg() throws IOException {
        images("JPEG", FuzzImages.jpeg(), file -> file);
    }

    @Test
    void gif() throws IOException {
        images("GIF", FuzzImages.gif(), file -> file);
    }

    @Test
    void bmp() throws IOException {
        images("BMP", FuzzImages.bmp(), file -> file);
    }

    @Test
    void idx() throws IOException {
        idx("IDX", IdxTest.small(), "");
    }

    @Test
    void gzip() throws IOException {
        byte[][] packed = IdxTest.small();
        for (int i = 0; i < 4; i++) {
            packed[i] = IdxTest.gzip(packed[i]);
        }
        idx("gzip", packed, ".gz");
    }

    private void idx(String kind, byte[][] files, String end) throws IOException {
        Map<String, byte[]> sound = new LinkedHashMap<>();
        for (int i = 0; i < 4; i++) {
            sound.put(IDX.get(i) + end, files[i]);
        }
        folderOf(kind, sound, new DataRequest("set", folder, folder, true, 1, 2, 3, 1, Progress.NONE));
    }

    @Test
    void cifar() throws IOException {
        Map<String, byte[]> sound = CifarTest.files();
        sound.put("batches.meta.txt", "a\nb\nc\nd\ne\nf\ng\nh\n".getBytes());
        folderOf("CIFAR", sound, request("set", 3, 32, "h", "b", "c", "d", "e", "f", "g", "a"));
    }

    @Test
    void cifar100() throws IOException {
        folderOf("CIFAR-100", Cifar100Test.files(), request("set", 3, 32));
    }

    @Test
    void svhn() throws IOException {
        folderOf("SVHN", SvhnTest.files(), request("set", 3, 32));
    }

    @Test
    void emnist() throws IOException {
        folderOf("EMNIST", EmnistTest.split("letters", 3, 26), request("set", 1, 3));
    }

    @Test
    void gtsrb() throws IOException {
        folderOf("GTSRB", GtsrbTest.files(), request("set", 3, 2));
    }

    @Test
    void ppm() {
        images("PPM", FuzzImages.ppm(), file -> file);
    }

    /** Damages one file of a folder in each case, and restores it afterwards. */
    private void folderOf(String kind, Map<String, byte[]> sound, DataRequest request) throws IOException {
        Path set = folder.resolve("set");
        TestImages.write(set, sound);
        List<String> names = List.copyOf(sound.keySet());
        fuzz(kind, 300, random -> {
            String name = names.get(random.nextInt(names.size()));
            Files.write(set.resolve(name), Mutation.of(sound.get(name), random));
            boolean read = load(request);
            Files.write(set.resolve(name), sound.get(name));
            return read;
        });
    }

    private static Map<String, byte[]> pets() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String part : List.of("train", "val", "test")) {
            for (String pet : List.of("cat", "dog")) {
                files.put("pets/" + part + "/" + pet + "/1.png", TestImages.png(files.size()));
            }
        }
        return files;
    }

    @Test
    void tar() throws IOException {
        byte[] images = TestTar.of(pets());
        byte[] batches = CifarTest.tar(CifarTest.files());
        fuzz("tar", 300, random -> {
            boolean cifar = random.nextInt(4) == 0;
            byte[] file = Mutation.of(cifar ? batches : images, random);
            byte[] repaired = random.nextInt(4) > 0 ? Mutation.withTarSums(file) : file;
            boolean packed = random.nextInt(4) == 0;
            Files.write(folder.resolve("x.tar"), packed ? IdxTest.gzip(repaired) : repaired);
            return load(cifar ? request("x.tar", 3, 32) : request("x.tar", 3, 2, "dog", "cat"));
        });
    }

    @Test
    void zip() throws IOException {
        List<byte[]> zips = List.of(zip(Deflater.BEST_COMPRESSION), zip(Deflater.NO_COMPRESSION));
        fuzz("zip", 300, random -> {
            Files.write(folder.resolve("x.zip"), Mutation.of(zips.get(random.nextInt(2)), random));
            return load(request("x.zip", 1, 2, "dog", "cat"));
        });
    }

    private static byte[] zip(int level) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(level);
            for (Map.Entry<String, byte[]> file : pets().entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return out.toByteArray();
    }

    @Test
    void tree() throws IOException {
        fuzz("tree", 300, random -> {
            Path set = folder.resolve("set");
            FuzzTree.grow(set, random);
            boolean read =
                    load(request("set", 3, 1, random.nextBoolean() ? new String[0] : new String[] {"cat", "dog"}));
            FuzzTree.fell(set);
            return read;
        });
    }
}
