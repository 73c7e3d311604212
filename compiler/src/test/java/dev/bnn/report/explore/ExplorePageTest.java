// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.estimate.FrameRate;
import dev.bnn.estimate.Resources;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ExplorePageTest {
    private static final ExploreData.Point FAST = point(25_000, "conv1_mvtu", 60_000, 90);
    private static final ExploreData.Point SLOW = point(100_000, "conv2_mvtu", 20_000, 40);

    @Test
    void isWellFormedEscapedAndSelfContained() throws Exception {
        String html = ExplorePage.html(data("a < b", List.of(FAST, SLOW), SLOW));
        Document page = parse(html);
        assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(2);
        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(html)
                .contains("a &lt; b", "too large", "xc7z020 holds 53,200", "PE 2 instead of 1")
                .doesNotContain("url(", "@import", "src=");
    }

    @Test
    void oneDesignIsAPictureToo() throws Exception {
        assertThat(parse(ExplorePage.html(data("", List.of(SLOW), SLOW)))
                        .getElementsByTagName("svg")
                        .getLength())
                .isEqualTo(2);
    }

    private static ExploreData data(String title, List<ExploreData.Point> front, ExploreData.Point chosen) {
        return new ExploreData(
                "net",
                title,
                "pynq",
                "xc7z020",
                100,
                true,
                front,
                chosen,
                Optional.of(SLOW),
                Optional.of(new Resources(53_200, 106_400, 280, 0, 220)),
                0.2,
                List.of("PE 2 instead of 1 in conv1"),
                List.of(new ExploreData.Unit(
                        "conv1_mvtu", "kind", "1 × 2, lut", 9, 2, new Resources(3, 5, 6, 7, 8), 4)));
    }

    private static ExploreData.Point point(long interval, String bottleneck, long lut, long bram18) {
        return new ExploreData.Point(
                FrameRate.of(100, interval), interval, bottleneck, new Resources(lut, 0, bram18, 0, 0));
    }

    private static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html.replace("<!DOCTYPE html>", ""))));
    }
}
