package dev.bnn.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

class LogEventsTest {
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
    void anUnknownTotalHasNoBar() {
        assertThat(LogEvents.bar("lowering", 3, 0, "FoldInputScale")).isEqualTo("lowering 3 FoldInputScale");
    }

    @Test
    void withoutATerminalThereIsNoBar() {
        LogEvents events = events(Optional.empty());
        events.progress("epoch", 1, 2, "");
        events.close();
        assertThat(terminal.toString()).isEmpty();
    }

    private LogEvents events(Optional<PrintWriter> writer) {
        SystemStreamLog log = new SystemStreamLog() {
            @Override
            public void info(CharSequence content) {
                logged.add(content.toString());
            }
        };
        return new LogEvents(log, new Markers(null, false), writer);
    }
}
