// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report.draw;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelsTest {
    private final Labels labels = new Labels(0, 500, 0, 300);

    @Test
    void aLabelStandsAboveItsPointToTheRight() {
        labels.point(100, 100);
        assertThat(labels.place(100, 100, "most that fits")).isEqualTo(new Labels.Place(109, 91));
    }

    @Test
    void atTheRightEdgeItStandsToTheLeft() {
        labels.point(490, 100);
        Labels.Place place = labels.place(490, 100, "target");
        assertThat(place.x()).isLessThan(490 - 6 * 7);
        assertThat(place.y()).isEqualTo(91);
    }

    @Test
    void twoPointsOnOneSpotHaveTheirLabelsApart() {
        labels.point(250, 290);
        Labels.Place one = labels.place(250, 290, "most that fits");
        Labels.Place two = labels.place(250, 290, "target pynq-z1");
        assertThat(Math.abs(one.y() - two.y()) >= 13 || Math.abs(one.x() - two.x()) > 100)
                .as(one + " " + two)
                .isTrue();
    }

    @Test
    void aLabelKeepsOffTheCurve() {
        labels.line(100, 90, 400, 90);
        assertThat(labels.place(100, 100, "target").y()).as("below it").isGreaterThan(100);
    }
}
