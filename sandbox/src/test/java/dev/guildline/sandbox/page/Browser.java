package dev.guildline.sandbox.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium with an empty profile, used by data-testid. Waits for what it is asked for, never for a time. */
final class Browser implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final List<String> CHROMIUM = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser");
    private static final List<String> DRIVER = List.of("/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver");

    /** Kept so that its level stays; the driver warns of developer tools that nothing here uses. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final Path profile;
    private final ChromeDriver driver;

    private Browser(Path chromium, Path chromedriver) throws IOException {
        SELENIUM.setLevel(Level.SEVERE);
        profile = Files.createTempDirectory("guildline-browser");
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.setCapability("goog:loggingPrefs", logging);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--force-color-profile=srgb",
                "--user-data-dir=" + profile);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
    }

    /** Skips the test where no Chromium is installed. */
    static Browser startOrSkip() throws IOException {
        Path chromium = found(CHROMIUM);
        Path chromedriver = found(DRIVER);
        Assumptions.assumeTrue(
                chromium != null && chromedriver != null,
                "skipped: needs Chromium and its driver (Debian packages chromium and chromium-driver)");
        return new Browser(chromium, chromedriver);
    }

    private static Path found(List<String> candidates) {
        return candidates.stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    void open(String url, int width, int height) {
        resize(width, height);
        driver.get(url);
    }

    void resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** The first shown element of this test id. */
    WebElement one(String test) {
        return oneWhere("[data-testid='" + test + "']");
    }

    WebElement oneWhere(String css) {
        return until("an element " + css, () -> shown(css).findFirst().orElse(null));
    }

    /** The first shown element of this test id that has this text in it. */
    WebElement one(String test, String text) {
        String css = "[data-testid='" + test + "']";
        return until(
                css + " with \"" + text + "\"",
                () -> shown(css)
                        .filter(element -> element.getText().contains(text))
                        .findFirst()
                        .orElse(null));
    }

    void click(String test) {
        retried(() -> one(test).click());
    }

    void click(String test, String text) {
        retried(() -> one(test, text).click());
    }

    void type(String test, CharSequence... keys) {
        // A stale field has taken no key: the page drew it anew meanwhile.
        retried(() -> one(test).sendKeys(keys));
    }

    /** Picks a file; the field itself lies unseen behind its button. */
    void attach(String test, Path file) {
        By field = By.cssSelector("[data-testid='" + test + "']");
        until(
                        "a field for files " + test,
                        () -> driver.findElements(field).stream().findFirst().orElse(null))
                .sendKeys(file.toAbsolutePath().toString());
    }

    void gone(String test) {
        until(
                "no " + test,
                () -> shown("[data-testid='" + test + "']").findFirst().isEmpty() ? Boolean.TRUE : null);
    }

    List<String> texts(String test) {
        return shown("[data-testid='" + test + "']").map(WebElement::getText).toList();
    }

    private Stream<WebElement> shown(String css) {
        return driver.findElements(By.cssSelector(css)).stream().filter(WebElement::isDisplayed);
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** Asks until the supplier gives something; an element that was redrawn meanwhile is looked up again. */
    <T> T until(String what, Supplier<T> wanted) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                T found = wanted.get();
                if (found != null) {
                    return found;
                }
            } catch (StaleElementReferenceException redrawn) {
                Thread.onSpinWait();
            }
            if (System.nanoTime() > deadline) {
                screenshot("failure");
                throw new AssertionError("the page never showed " + what + "; messages: " + texts("message")
                        + "; desk: " + texts("desk-message") + "; toasts: " + texts("toast") + "; console: "
                        + complaints());
            }
        }
    }

    private void retried(Runnable action) {
        until("a steady element", () -> {
            action.run();
            return Boolean.TRUE;
        });
    }

    void screenshot(String name) {
        Path folder = Path.of("target", "screenshots");
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the browser's console complained about. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
