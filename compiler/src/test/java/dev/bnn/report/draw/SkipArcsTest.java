// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report.draw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.report.draw.SkipArcs.Skip;
import java.util.List;
import org.junit.jupiter.api.Test;

class SkipArcsTest {
    private static final double[] LEAVES = {80, 60};
    private static final double[] ENTERS = {50, 40};

    @Test
    void eachCellDrawsItsPieceOfTheArc() {
        SkipArcs arcs = new SkipArcs(List.of(new Skip(1, 3, "flow")));
        assertThat(arcs.height()).isEqualTo(29);
        assertThat(cell(arcs, 0)).doesNotContain("flow");
        assertThat(cell(arcs, 1)).contains("class=\"flow arc\" d=\"M80 60L80 18.5Q80 6.5 92 6.5L104.5 6.5\"");
        assertThat(cell(arcs, 2)).contains("<line class=\"flow\" x1=\"-0.5\" y1=\"6.5\" x2=\"104.5\" y2=\"6.5\"");
        assertThat(cell(arcs, 3)).contains("d=\"M-0.5 6.5L38 6.5Q50 6.5 50 18.5L50 31\"", "flowhead");
        assertThat(cell(arcs, 4)).doesNotContain("flow");
    }

    @Test
    void oneAfterTheOtherShareALaneAndTheOuterOneIsOnTop() {
        assertThat(new SkipArcs(List.of(new Skip(0, 2, "a"), new Skip(2, 4, "b"))).height())
                .isEqualTo(29);
        SkipArcs nested = new SkipArcs(List.of(new Skip(0, 5, "outer"), new Skip(1, 3, "inner")));
        assertThat(nested.height()).isEqualTo(42);
        assertThat(cell(nested, 2))
                .contains("class=\"outer\" x1=\"-0.5\" y1=\"6.5\"", "class=\"inner\" x1=\"-0.5\" y1=\"19.5\"");
    }

    @Test
    void withoutResidualsNoRoomIsTaken() {
        assertThat(new SkipArcs(List.of()).height()).isZero();
    }

    private static String cell(SkipArcs arcs, int number) {
        Svg svg = Svg.decoration(104, 104, false);
        arcs.draw(svg, number, 104, LEAVES, ENTERS);
        return svg.end();
    }
}
