// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bnn.data.ClassNames;
import dev.bnn.data.DataException;
import dev.bnn.data.DataRequest;
import dev.bnn.data.DataSet;
import dev.bnn.data.DataSets;
import dev.bnn.data.Requests;
import dev.bnn.data.TestImages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class GtsrbTest {
    private static final String HEADER = "Filename;Width;Height;Roi.X1;Roi.Y1;Roi.X2;Roi.Y2;ClassId\r\n";
    private static final String TRAIN = "GTSRB/Final_Training/Images/";
    private static final String TEST = "GTSRB/Final_Test/Images/";

    @TempDir
    Path folder;

    public static byte[] ppm(int red, int green, int blue) {
        byte[] head = "P6\n# a sign\n2 1\n255\n".getBytes(StandardCharsets.US_ASCII);
        byte[] file = new byte[head.length + 6];
        System.arraycopy(head, 0, file, 0, head.length);
        for (int i = 0; i < 2; i++) {
            file[head.length + 3 * i] = (byte) red;
            file[head.length + 3 * i + 1] = (byte) green;
            file[head.length + 3 * i + 2] = (byte) blue;
        }
        return file;
    }

    private static byte[] csv(String... lines) {
        StringBuilder text = new StringBuilder(HEADER);
        for (String line : lines) {
            text.append(line).append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Two images of class 0, one of class 2, and a test image of each. */
    public static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(TRAIN + "00000/00000_00000.ppm", ppm(10, 20, 30));
        files.put(TRAIN + "00000/00000_00001.ppm", ppm(11, 20, 30));
        files.put(TRAIN + "00000/GT-00000.csv", csv("00000_00000.ppm;2;1;0;0;1;1;0", "00000_00001.ppm;2;1;0;0;1;1;0"));
        files.put(TRAIN + "00002/00000_00000.ppm", ppm(50, 60, 70));
        files.put(TRAIN + "00002/GT-00002.csv", csv("00000_00000.ppm;2;1;0;0;1;1;2"));
        files.put(TEST + "00000.ppm", ppm(51, 60, 70));
        files.put(TEST + "00001.ppm", ppm(12, 20, 30));
        files.put("GT-final_test.csv", csv("00000.ppm;2;1;0;0;1;1;2", "00001.ppm;2;1;0;0;1;1;0"));
        return files;
    }

    @BeforeEach
    void write() throws IOException {
        TestImages.write(folder, files());
    }

    private void put(String path, byte[] content) throws IOException {
        Files.write(folder.resolve(path), content);
    }

    private DataSet load(String... classes) throws DataException {
        return DataSets.load(new Requests().request(".", folder, 3, 1, 2).withClasses(ClassNames.of(List.of(classes))));
    }

    private String problem() {
        return Requests.failure(".", folder, 3, 1, 2).problem();
    }

    @Test
    void classesComeFromTheCsvFiles() throws Exception {
        DataSet data = load("2", "0");

        assertThat(data.train().labels()).containsExactly(0, 1, 1);
        assertThat(data.train().image(0)).containsExactly(50, 60, 70, 50, 60, 70);
        assertThat(data.test().labels()).containsExactly(0, 1);
        assertThat(data.test().image(1)).containsExactly(12, 20, 30, 12, 20, 30);
        assertThat(load().classes()).containsExactly("00000", "00002");
    }

    @Test
    void namesTakeTheNumbersInOrder() throws Exception {
        Files.createDirectories(folder.resolve(TRAIN + "00001"));
        put(TRAIN + "00001/00000_00000.ppm", ppm(1, 2, 3));
        put(TRAIN + "00001/GT-00001.csv", csv("00000_00000.ppm;2;1;0;0;1;1;1"));

        assertThat(load("twenty", "thirty", "fifty").train().labels()).containsExactly(0, 1, 2, 0);
        DataRequest few =
                new Requests().request(".", folder, 3, 1, 2).withClasses(ClassNames.of(List.of("twenty", "thirty")));
        assertThat(catchThrowableOfType(DataException.class, () -> DataSets.load(few))
                        .problem())
                .endsWith(" has labels from 0 to 2; the network has 2 classes: twenty, thirty");
    }

    @Test
    void theFolderGtsrbItselfIsTheSameData() throws Exception {
        Files.move(folder.resolve("GT-final_test.csv"), folder.resolve("GTSRB/GT-final_test.csv"));

        assertThat(Requests.load("GTSRB", folder, 3, 1, 2).hash())
                .isEqualTo(Requests.load(".", folder, 3, 1, 2).hash());
    }

    @Test
    void theClassesOfTheTestImagesAreNeeded() throws Exception {
        Files.delete(folder.resolve("GT-final_test.csv"));
        assertThat(problem()).endsWith(" has no GT-final_test.csv, which has the classes of the test images");

        put("GT-final_test.csv", "Filename;Width;Height\n00000.ppm;2;1\n".getBytes());
        assertThat(problem())
                .endsWith("GT-final_test.csv has no columns Filename and ClassId, but Filename, Width, Height");
    }

    @Test
    void aCsvThatDoesNotFitIsTold() throws Exception {
        put(TRAIN + "00002/GT-00002.csv", csv("00000_00000.ppm;2;1;0;0;1;1;3"));
        assertThat(problem()).endsWith("GT-00002.csv is corrupt: " + TRAIN + "00002/00000_00000.ppm has class 3");

        put(TRAIN + "00002/GT-00002.csv", csv("00009_00000.ppm;2;1;0;0;1;1;2"));
        assertThat(problem()).endsWith(" has no " + TRAIN + "00002/00009_00000.ppm, which a CSV names");

        put(TRAIN + "00002/GT-00002.csv", csv("../../x.ppm;2;1;0;0;1;1;2"));
        assertThat(problem()).endsWith("is corrupt: line 2 has no file and class: ../../x.ppm;2;1;0;0;1;1;2");

        put(TRAIN + "00002/GT-00002.csv", csv("00000_00000.ppm;2;1"));
        assertThat(problem()).endsWith("is corrupt: line 2 has no file and class: 00000_00000.ppm;2;1");
    }

    @Test
    void anImageThatIsCutIsNamed() throws Exception {
        put(TEST + "00001.ppm", "P6 2 1 255\nabc".getBytes());

        assertThat(problem())
                .startsWith("image " + TEST + "00001.ppm in ")
                .endsWith("cannot be read: the PPM file is cut short: 3 of 6 bytes of pixels are there");
    }
}
