// SPDX-License-Identifier: Apache-2.0
package dev.bnn.data.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bnn.data.DataException;
import dev.bnn.data.DataRequest;
import dev.bnn.data.DataSet;
import dev.bnn.data.DataSets;
import dev.bnn.data.ImageSet;
import dev.bnn.data.Requests;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ShapesTest {
    private static DataRequest request(String spec) {
        return new Requests().request(spec, Path.of("."), 1, 24, 24);
    }

    @Test
    void eachPixelHasTheClassOfTheShapeThatCoversIt() throws Exception {
        DataSet data = DataSets.load(request("shapes:200"));
        ImageSet train = data.train();
        assertThat(data.classes()).containsExactly("ground", "disc", "square", "cross");
        assertThat(train.count()).isEqualTo(200);
        assertThat(data.test().count()).isEqualTo(40);
        assertThat(train.perPixel()).isTrue();
        int[] counts = new int[4];
        Arrays.stream(train.labels()).forEach(c -> counts[c]++);
        int pixels = 200 * 24 * 24;
        assertThat(counts[0]).isBetween(pixels / 2, pixels * 9 / 10);
        for (int c = 1; c < 4; c++) {
            assertThat(counts[c]).as("class " + c).isGreaterThan(pixels / 50);
        }
        for (int i = 0; i < train.count(); i++) {
            // Shapes stand out from the ground, whether they are light or dark.
            double[] sums = new double[2];
            int[] seen = new int[2];
            for (int p = 0; p < 24 * 24; p++) {
                int shape = train.labels()[i * 24 * 24 + p] > 0 ? 1 : 0;
                sums[shape] += train.pixels()[i * 24 * 24 + p] & 0xff;
                seen[shape]++;
            }
            assertThat(Math.abs(sums[1] / seen[1] - sums[0] / seen[0]))
                    .as("image " + i)
                    .isGreaterThan(30);
        }
    }

    @Test
    void aSeedGivesTheSameImagesForAnyNumber() throws Exception {
        DataSet few = DataSets.load(request("shapes:60"));
        DataSet more = DataSets.load(request("shapes:90"));
        assertThat(more.train().first(60).pixels()).isEqualTo(few.train().pixels());
        assertThat(more.train().first(60).labels()).isEqualTo(few.train().labels());
        assertThat(DataSets.load(request("shapes:60")).hash()).isEqualTo(few.hash());
    }

    @Test
    void wrongNumbersAndSizesAreRefused() {
        assertThatThrownBy(() -> DataSets.load(request("shapes:49")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Write shapes:COUNT with a COUNT from 50 to 50000");
        assertThatThrownBy(() -> DataSets.load(new Requests().request("shapes", Path.of("."), 1, 28, 28)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("shapes has images of 1 x 24 x 24");
    }
}
