// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

class LogEventsTest {
    private static final long SECOND = 1_000_000_000L;

    private boolean quiet;
    private final List<String> logged = new ArrayList<>();
    private final StringWriter terminal = new StringWriter();

    @Test
    void theBarGrowsAndALineOfTheLogTakesItsPlace() {
        LogEvents events = events(Optional.of(new PrintWriter(terminal)));
        events.progress("epoch", 4500, 9000, "images, loss 0.5");
        events.info("epoch 1");
        assertThat(terminal)
                .hasToString("\repoch [============            ] 4,500/9,000 images, loss 0.5\u001b[K\r\u001b[K");
        assertThat(logged).containsExactly("epoch 1");
    }

    @Test
    void withoutATerminalThereIsNoBar() {
        LogEvents events = events(Optional.empty());
        events.progress("epoch", 1, 2, "");
        events.close();
        assertThat(terminal.toString()).isEmpty();
        assertThat(logged).isEmpty();
    }

    @Test
    void aSilentGoalSaysHowFarItIsBeforeTheTimeIsUp() {
        LogEvents events = events(Optional.empty());
        events.progress("epoch 3/10", 3800, 9000, "images, loss 0.0513");
        long start = System.nanoTime();
        events.tick(start + 2 * SECOND);
        assertThat(logged).isEmpty();
        events.tick(start + 5 * SECOND);
        assertThat(logged).containsExactly("epoch 3/10: 42 %, 3,800/9,000 images, loss 0.0513");
        events.tick(start + 8 * SECOND);
        assertThat(logged).hasSize(1);
        events.tick(start + 9 * SECOND);
        assertThat(logged).hasSize(2);
    }

    @Test
    void aGoalThatIsToldToBeQuietStaysSo() {
        quiet = true;
        LogEvents events = events(Optional.of(new PrintWriter(terminal)));
        events.progress("epoch", 1, 2, "");
        events.tick(System.nanoTime() + 9 * SECOND);
        events.close();
        assertThat(logged).isEmpty();
        assertThat(terminal.toString()).isEmpty();
    }

    @Test
    void whatAGoalWasRunForIsShownAllTheSame() {
        PrintStream console = System.out;
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
        try {
            quiet = true;
            events(Optional.empty()).result("star 92.31 %");
            quiet = false;
            events(Optional.empty()).result("disc 7.69 %");
        } finally {
            System.setOut(console);
        }
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("star 92.31 %" + System.lineSeparator());
        assertThat(logged).containsExactly("disc 7.69 %");
    }

    private LogEvents events(Optional<PrintWriter> writer) {
        SystemStreamLog log = new SystemStreamLog() {
            @Override
            public boolean isInfoEnabled() {
                return !quiet;
            }

            @Override
            public void info(CharSequence content) {
                logged.add(content.toString());
            }
        };
        return new LogEvents(log, new Markers(null, false), writer, "train", 5 * SECOND);
    }
}
