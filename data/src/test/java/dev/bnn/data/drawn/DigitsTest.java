// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.drawn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.data.DataException;
import dev.bnn.data.DataSet;
import dev.bnn.data.ImageSet;
import dev.bnn.data.Progress;
import dev.bnn.data.Requests;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DigitsTest {
    @Test
    void aSeedGivesTheSameBytesEverywhere() {
        assertThat(Digits.generate(1, 500, 100, Progress.NONE).hash())
                .isEqualTo("2cf16598eb05f226a33b0011e59a3ba2ebd20a2b41666802507a6c7738e0b354");
    }

    @Test
    void imagesDoNotDependOnHowManyAreAskedFor() {
        ImageSet few = Digits.generate(7, 1150, 10, Progress.NONE).train();
        ImageSet more = Digits.generate(7, 2345, 20, Progress.NONE).train();

        assertThat(more.first(1150).pixels()).isEqualTo(few.pixels());
    }

    @Test
    void anotherSeedGivesOtherImagesOfTheSameLabels() {
        ImageSet one = Digits.generate(1, 100, 10, Progress.NONE).train();
        ImageSet two = Digits.generate(2, 100, 10, Progress.NONE).train();

        assertThat(two.labels()).isEqualTo(one.labels());
        for (int i = 0; i < 100; i++) {
            assertThat(two.image(i)).isNotEqualTo(one.image(i));
        }
    }

    @Test
    void noImageIsRepeatedAndEachHasInkOnADarkPage() {
        DataSet data = Digits.generate(3, 1000, 200, Progress.NONE);
        Set<String> seen = new HashSet<>();
        for (ImageSet set : new ImageSet[] {data.train(), data.test()}) {
            for (int i = 0; i < set.count(); i++) {
                byte[] image = set.image(i);
                assertThat(seen.add(Arrays.toString(image))).isTrue();
                int bright = 0;
                for (byte pixel : image) {
                    bright += (pixel & 0xFF) > 100 ? 1 : 0;
                }
                assertThat(bright).as("ink of image %d", i).isBetween(20, 350);
            }
        }
    }

    @Test
    void theSpecSaysHowMany() throws DataException {
        DataSet data = Requests.load("digits:200", Path.of("."), 1, 28, 28);

        assertThat(data.name()).isEqualTo("digits");
        assertThat(data.classes()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(data.train().count()).isEqualTo(200);
        assertThat(data.test().count()).isEqualTo(40);
        assertThat(data.train().label(13)).isEqualTo(3);
    }

    @Test
    void badCountsAndSizesAreExplained() {
        assertThat(Requests.failure("digits:many", Path.of("."), 1, 28, 28))
                .hasMessage("'digits:many' does not say how many training images to generate\n"
                        + "  Write digits:COUNT with a COUNT from 50 to 200000, such as digits:2000.");
        assertThat(Requests.failure("digits:49", Path.of("."), 1, 28, 28)).isNotNull();
        assertThat(Requests.failure("digits:50", Path.of("."), 3, 32, 32))
                .hasMessage("digits has images of 1 x 28 x 28 (channels x height x width), the network's input is"
                        + " 3 x 32 x 32\n"
                        + "  Change the network's input to the images' size, or choose another data set.");
    }
}
