// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.data.format.IdxTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetsTest {
    @TempDir
    Path folder;

    private Path idx(String name) throws IOException {
        Path set = Files.createDirectories(folder.resolve(name));
        byte[][] content = IdxTest.small();
        Files.write(set.resolve("train-images-idx3-ubyte"), content[0]);
        Files.write(set.resolve("train-labels-idx1-ubyte"), content[1]);
        Files.write(set.resolve("t10k-images-idx3-ubyte"), content[2]);
        Files.write(set.resolve("t10k-labels-idx1-ubyte"), content[3]);
        return set;
    }

    @Test
    void aPathIsTakenInsteadOfTheCache() throws Exception {
        Path set = idx("mine");
        DataRequest request = new Requests().request("mnist", folder, 1, 2, 3);

        assertThat(DataSets.load(request.withPath(set)).name()).isEqualTo("mnist");
        assertThat(DataSets.load(request.withPath(Path.of("mine"))).train().count())
                .isEqualTo(3);
    }

    @Test
    void aNamedSetIsFoundInTheCache() throws Exception {
        idx("cache/mnist");

        assertThat(Requests.load("mnist", folder, 1, 2, 3).name()).isEqualTo("mnist");
    }

    @Test
    void whatIsNotThereIsExplained() throws Exception {
        assertThat(Requests.failure("minst", folder, 1, 28, 28))
                .hasMessage("there is no data set 'minst', and no folder " + folder.resolve("minst") + "\n"
                        + "  Use digits, digits:COUNT, shapes, shapes:COUNT, mnist, fashion_mnist, emnist:SPLIT, cifar10, cifar100, svhn, or"
                        + " the path of a folder or archive.");
        assertThat(Requests.failure("data/pets.zip", folder, 1, 28, 28))
                .hasMessage("the data set " + folder.resolve("data/pets.zip") + " does not exist\n"
                        + "  Correct the path; relative paths start at " + folder + ".");
        assertThat(Requests.failure("mnist", folder, 1, 28, 28).problem())
                .contains("there is no " + folder.resolve("cache/mnist/train-images-idx3-ubyte.gz"));
        assertThat(Requests.failure("a\0b", folder, 1, 28, 28).problem()).isEqualTo("'a\0b' is not a path");
    }

    @Test
    void whatIsNoDataSetIsExplained() throws Exception {
        Files.createDirectory(folder.resolve("empty"));
        Files.writeString(folder.resolve("notes.txt"), "hello");

        assertThat(Requests.failure("empty", folder, 1, 28, 28).problem()).endsWith("empty holds no data set");
        assertThat(Requests.failure("notes.txt", folder, 1, 28, 28))
                .hasMessage(folder.resolve("notes.txt") + " is not a data set that can be read\n"
                        + "  Expected: a folder with MNIST's or EMNIST's IDX files, SVHN's MATLAB files or GTSRB, a"
                        + " folder or .tar.gz of the CIFAR binary version, or a folder, .zip or .tar.gz of images with"
                        + " one folder per class, or with the folders images and masks.");
    }
}
