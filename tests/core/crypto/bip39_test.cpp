#include "core/crypto/bip32.h"
#include "core/crypto/bip39.h"
#include "core/crypto/unicode.h"
#include "tests/core/crypto/tally.h"
#include "tests/support/vectors.h"

#include <QTest>

#include <set>

using base::Fault;
using base::Secret;
using base::toHex;
using crypto::Language;
using tests::hexBytes;
using tests::VectorTally;

namespace {

constexpr std::string_view kLegalWinner =
    "legal winner thank year wave sausage worth useful legal winner thank yellow";

Secret text(std::string_view value)
{
    return Secret::fromText(value);
}

std::string normal(const std::string& value)
{
    return std::string(crypto::normalised(value, crypto::NormalForm::Nfkd)->text());
}

constexpr Language kAll[] = {Language::English, Language::Japanese, Language::Korean, Language::Spanish,
    Language::ChineseSimplified, Language::ChineseTraditional, Language::French, Language::Italian,
    Language::Czech, Language::Portuguese};

/// The mnemonic, its seed and its root, as a vector says; entropy too when its language has an official list.
bool holds(const nlohmann::json& vector, const std::string& passphrase, bool hasList)
{
    const std::string mnemonic = vector["mnemonic"];
    if (hasList) {
        const auto parsed = crypto::parseMnemonic(text(mnemonic));
        if (!parsed || toHex(parsed->entropy.view()) != toHex(hexBytes(vector["entropy"]))) return false;
        if (crypto::mnemonicOf(parsed->entropy, parsed->language)->text() != normal(mnemonic)) return false;
    }
    const auto seed = crypto::seedOf(text(mnemonic), text(passphrase));
    if (!seed || toHex(seed->view()) != toHex(hexBytes(vector["seed"]))) return false;
    const std::string root = vector.contains("bip32_xprv") ? vector["bip32_xprv"] : vector["root_xprv"];
    return crypto::encodeExtendedKey(*crypto::masterKey(*seed)).text() == root;
}

} // namespace

class Bip39Test : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wordListsAreSound()
    {
        for (const Language language : kAll) {
            const auto words = crypto::wordList(language);
            QCOMPARE(words.size(), std::size_t{2048});
            QCOMPARE(std::set<std::string_view>(words.begin(), words.end()).size(), std::size_t{2048});
            for (const std::string_view word : words)
                QVERIFY(normal(std::string(word)) == word && crypto::foldedWords(word)->text() == word);
        }
        QVERIFY(crypto::wordList(Language::English)[0] == "abandon");
        QVERIFY(crypto::wordList(Language::English)[2047] == "zoo");
    }
    void knownMnemonic()
    {
        const auto parsed = crypto::parseMnemonic(text(kLegalWinner));
        QVERIFY(parsed.has_value());
        QCOMPARE(toHex(parsed->entropy.view()),
            std::string(32, '7').replace(1, 31, "f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f"));
        QCOMPARE(parsed->language, Language::English);
        const auto seed = crypto::seedOf(parsed->text, text("TREZOR"));
        QVERIFY(toHex(seed->view()).starts_with("2e8905819b8723fe2c1d161860e5ee18"));
    }
    void spacesDoNotMatter()
    {
        const auto parsed =
            crypto::parseMnemonic(text("  legal winner thank  year wave\tsausage worth\n useful legal winner "
                                       "thank yellow\r\n"));
        QVERIFY(parsed.has_value());
        QVERIFY(parsed->text.text() == kLegalWinner);
        QVERIFY(
            crypto::seedOf(text(" legal  winner"), {})->equals(*crypto::seedOf(text("legal winner"), {})));
    }
    void wordsAreReadAsTheyArePasted_data()
    {
        QTest::addColumn<QByteArray>("pasted");
        const QByteArray plain("legal winner thank year wave sausage worth useful legal winner thank yellow");
        const auto row = [](const char* name, const QByteArray& pasted) { QTest::newRow(name) << pasted; };
        row("capitals", plain.toUpper());
        row("some capitals", "Legal Winner Thank Year Wave Sausage Worth Useful Legal Winner Thank Yellow");
        row("lines of Windows", QByteArray(plain).replace(" ", "\r\n"));
        row("lines of Unicode", QByteArray(plain).replace(" ", "\xe2\x80\xa8"));
        row("tabs and form feeds", QByteArray(plain).replace(" ", "\t\f\v"));
        row("no-break spaces", QByteArray(plain).replace(" ", "\xc2\xa0"));
        row("ideographic spaces", QByteArray(plain).replace(" ", "\xe3\x80\x80"));
        row("byte-order mark", "\xef\xbb\xbf" + plain + "\n");
        row("zero-width spaces", QByteArray(plain).replace(" ", " \xe2\x80\x8b"));
        row("quotes", "\"" + plain + "\"");
        row("typographic quotes", "\xe2\x80\x9c" + plain + "\xe2\x80\x9d");
        row("a list of JSON", "[\"" + QByteArray(plain).replace(" ", "\", \"") + "\"]");
        row("commas", QByteArray(plain).replace(" ", ", ") + ".");
        row("full-width letters", "\xef\xbc\xac" + plain.mid(1)); // U+FF2C is L
        for (const char* const mark : {". ", ") ", ": ", "."}) {
            QByteArray numbered;
            int number = 0;
            for (const QByteArray& word : plain.split(' ')) {
                ++number;
                numbered += QByteArray::number(number) + mark + word + (number % 3 ? " " : "\n");
            }
            row((QByteArray("numbered with ") + mark).constData(), numbered);
        }
    }
    void wordsAreReadAsTheyArePasted()
    {
        QFETCH(const QByteArray, pasted);
        const auto parsed = crypto::parseMnemonic(Secret(base::asBytes(pasted.toStdString())));
        QVERIFY2(parsed.has_value(), parsed ? "" : parsed.error().detail.c_str());
        QVERIFY(parsed->text.text() == kLegalWinner);
    }
    void wrongMnemonicsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("mnemonic");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("empty") << QByteArray("") << QByteArray("has 0");
        QTest::newRow("eleven") << QByteArray(
                                       "legal winner thank year wave sausage worth useful legal winner thank")
                                << QByteArray("has 11");
        QTest::newRow("typing error")
            << QByteArray("legal winner thank year wafe sausage worth useful legal winner thank yellow")
            << QByteArray("word 5");
        QTest::newRow("the first word wrong")
            << QByteArray("legel winner thank year wave sausage worth useful legal winner thank yellow")
            << QByteArray("word 1 stands in none of the ten lists");
        QTest::newRow("a word of another language")
            << QByteArray("legal winner thank abaisser wave sausage worth useful legal winner thank yellow")
            << QByteArray("word 4 is not in the English list");
        QTest::newRow("checksum")
            << QByteArray("legal winner thank year wave sausage worth useful legal winner thank year")
            << QByteArray("checksum");
        QTest::newRow("order")
            << QByteArray("winner legal thank year wave sausage worth useful legal winner thank yellow")
            << QByteArray("checksum");
        QTest::newRow("not UTF-8") << QByteArray("\xff\xfe") << QByteArray("UTF-8");
        QTest::newRow("huge") << QByteArray(1 << 20, 'a') << QByteArray("too long");
    }
    void wrongMnemonicsAreRefused()
    {
        QFETCH(const QByteArray, mnemonic);
        QFETCH(const QByteArray, says);
        const auto parsed = crypto::parseMnemonic(Secret(base::asBytes(mnemonic.toStdString())));
        QVERIFY(!parsed.has_value());
        QCOMPARE(parsed.error().fault, Fault::BadData);
        QVERIFY2(parsed.error().detail.find(says.toStdString()) != std::string::npos,
            parsed.error().detail.c_str());
        QVERIFY(parsed.error().detail.find("wafe") == std::string::npos); // never the word itself
    }
    void generatedMnemonicsRead()
    {
        for (const Language language : kAll)
            for (const std::size_t words : {12u, 15u, 18u, 21u, 24u}) {
                const auto mnemonic = crypto::generateMnemonic(words, language);
                const auto parsed = crypto::parseMnemonic(*mnemonic);
                QVERIFY(parsed.has_value());
                QCOMPARE(parsed->entropy.size(), words / 3 * 4);
                QVERIFY(parsed->text.equals(*mnemonic));
            }
        QVERIFY(!crypto::generateMnemonic(12)->equals(*crypto::generateMnemonic(12)));
        for (const std::size_t words : {0u, 3u, 9u, 13u, 27u})
            QVERIFY(!crypto::generateMnemonic(words));
    }
    void entropySizes()
    {
        for (const std::size_t size : {0u, 12u, 15u, 17u, 36u})
            QVERIFY(!crypto::mnemonicOf(Secret::ofSize(size)));
    }
    void trezorVectors()
    {
        const auto file = tests::vectorFile("wallet/bip39-trezor-vectors.json");
        if (!file) QSKIP(tests::noVectors());
        VectorTally tally("bip39-trezor-vectors");
        const nlohmann::json content = tests::readJson(*file);
        for (const auto& [language, vectors] : content["vectors"].items()) {
            const bool hasList =
                language != "russian" && language != "turkish"; // in no list of BIP-39: seeds only
            for (std::size_t i = 0; i < vectors.size(); ++i)
                tally.add(
                    holds(vectors[i], content["passphrase"], hasList), language + " " + std::to_string(i));
        }
        QVERIFY(tally.allPassed());
    }
    void japaneseVectors()
    {
        const auto file = tests::vectorFile("wallet/bip39-japanese-vectors.json");
        if (!file) QSKIP(tests::noVectors());
        VectorTally tally("bip39-japanese-vectors");
        const nlohmann::json content = tests::readJson(*file);
        for (const auto& vector : content)
            tally.add(holds(vector, vector["passphrase"], true), vector["entropy"]);
        QVERIFY(tally.allPassed());
    }
    void hdDerivations()
    {
        const auto file = tests::vectorFile("wallet/hd-derivations.json");
        if (!file) QSKIP(tests::noVectors());
        VectorTally tally("hd-derivations, mnemonics");
        const nlohmann::json content = tests::readJson(*file);
        for (const auto& vector : content["vectors"])
            tally.add(holds(vector, vector["passphrase"], true), vector["entropy"]);
        QVERIFY(tally.allPassed());
    }
    void ethersMnemonics()
    {
        const auto file = tests::vectorFile("wallet/ethers/mnemonics.json");
        if (!file) QSKIP(tests::noVectors());
        VectorTally tally("ethers/mnemonics");
        const nlohmann::json content = tests::readJson(*file);
        for (const auto& vector : content) {
            const Secret phrase(hexBytes(vector["phrase"])), password(hexBytes(vector["password"]));
            const auto parsed = crypto::parseMnemonic(phrase);
            const auto seed = crypto::seedOf(phrase, password);
            tally.add(parsed && toHex(parsed->entropy.view()) == toHex(hexBytes(vector["entropy"])) && seed &&
                          toHex(seed->view()) == toHex(hexBytes(vector["seed"])),
                vector["name"]);
        }
        QVERIFY(tally.allPassed());
    }
};

QTEST_APPLESS_MAIN(Bip39Test)
#include "bip39_test.moc"
