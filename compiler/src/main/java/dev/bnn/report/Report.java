package dev.bnn.report;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/**
 * The report of a model: one HTML page that needs no other file, no script and no network. It is also well-formed
 * XML, follows the reader's light or dark setting, and prints.
 */
public final class Report {
    private static final Configuration TEMPLATES = templates();

    private Report() {}

    /** The page; the same data gives the same text. Whatever the data holds is escaped. */
    public static String html(ReportData data) {
        StringWriter out = new StringWriter();
        try {
            TEMPLATES.getTemplate("report.ftl").process(Map.of("page", Page.of(data)), out);
        } catch (TemplateException e) {
            throw new IllegalStateException("report.ftl: " + e.getMessageWithoutStackTop(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static Configuration templates() {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_33);
        configuration.setClassLoaderForTemplateLoading(Report.class.getClassLoader(), "dev/bnn/templates/report");
        configuration.setTagSyntax(Configuration.SQUARE_BRACKET_TAG_SYNTAX);
        configuration.setInterpolationSyntax(Configuration.SQUARE_BRACKET_INTERPOLATION_SYNTAX);
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setDefaultEncoding("UTF-8");
        configuration.setLocale(Locale.ROOT);
        configuration.setNumberFormat("computer");
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
        return configuration;
    }
}
