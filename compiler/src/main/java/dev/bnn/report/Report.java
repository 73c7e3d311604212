// SPDX-License-Identifier: Apache-2.0
package dev.bnn.report;

import dev.bnn.report.data.ReportData;
import dev.bnn.template.Templates;
import java.util.Map;

/**
 * The report of a model: one HTML page that needs no other file, no script and no internet access. It is also well-formed XML,
 * follows the reader's light or dark setting, and prints.
 */
public final class Report {
    private static final Templates TEMPLATES = new Templates("report");

    private Report() {}

    /** The page; the same data gives the same text. The contents of the data are escaped. */
    public static String html(ReportData data) {
        return TEMPLATES.render("report.ftl", Map.of("page", ReportPage.of(data)));
    }
}
