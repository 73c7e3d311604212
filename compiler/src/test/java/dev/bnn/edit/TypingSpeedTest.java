// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.edit.complete.Completion;
import dev.bnn.edit.navigate.Mentions;
import dev.bnn.edit.navigate.Outline;
import dev.bnn.testing.Goldens;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Prints how long the features take while the example VGG16 is typed: {@code -Dbnn.typingSpeed=true}. At every place of the text
 * one character is missing, as just before it is typed. It measures processor time, so a busy machine matters little, and asserts
 * nothing.
 */
@EnabledIfSystemProperty(
        named = "bnn.typingSpeed",
        matches = "true",
        disabledReason = "prints times; -Dbnn.typingSpeed=true")
class TypingSpeedTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "cifar10-vgg16", "src", "main", "bnn", "vgg16.bnn");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final String text = Goldens.read(EXAMPLE);

    /** What is measured at a place of an analysis; its result is used, so that the JIT compiler does not eliminate it. */
    private interface Feature {
        int run(Analysis analysis, int at);
    }

    @Test
    void whileTyping() {
        for (int round = 1; round <= 3; round++) {
            print(
                    "analysis, with diagnostics",
                    round,
                    measure(true, (analysis, at) -> analysis.diagnostics().size()));
            print(
                    "completion",
                    round,
                    measure(
                            false,
                            (analysis, at) -> Completion.at(
                                            analysis, analysis.lines().position(at))
                                    .size()));
            print(
                    "outline",
                    round,
                    measure(false, (analysis, at) -> Outline.of(analysis).size()));
            print(
                    "references",
                    round,
                    measure(
                            false,
                            (analysis, at) -> Mentions.like(
                                            analysis, analysis.lines().position(at))
                                    .size()));
        }
    }

    /** Milliseconds, ascending; {@code fresh} counts the analysis too. */
    private double[] measure(boolean fresh, Feature feature) {
        double[] millis = new double[text.length()];
        int results = 0;
        for (int at = 0; at < text.length(); at++) {
            String typed = text.substring(0, at) + text.substring(at + 1);
            long first = THREADS.getCurrentThreadCpuTime();
            Analysis analysis = Analysis.of("vgg16.bnn", typed);
            long start = fresh ? first : THREADS.getCurrentThreadCpuTime();
            results += feature.run(analysis, at);
            millis[at] = (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
        }
        assertThat(results).isPositive();
        Arrays.sort(millis);
        return millis;
    }

    private static void print(String what, int round, double[] millis) {
        System.out.printf(
                Locale.ROOT,
                "%s, round %d: p50 %.2f ms, p99 %.2f ms, most %.2f ms, %d texts%n",
                what,
                round,
                millis[millis.length / 2],
                millis[millis.length * 99 / 100],
                millis[millis.length - 1],
                millis.length);
    }
}
