<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
<context>
    <name>ActivityDialog</name>
    <message>
        <source>Deposit</source>
        <translation>입금</translation>
    </message>
    <message>
        <source>Amount:</source>
        <translation>금액:</translation>
    </message>
    <message>
        <source>Made:</source>
        <translation>작성 시각:</translation>
    </message>
    <message>
        <source>From:</source>
        <translation>보내는 계정:</translation>
    </message>
    <message>
        <source>Recipient on L2:</source>
        <translation>L2 수취인:</translation>
    </message>
    <message>
        <source>L1 transaction:</source>
        <translation>L1 트랜잭션:</translation>
    </message>
    <message>
        <source>L1 block:</source>
        <translation>L1 블록:</translation>
    </message>
    <message>
        <source>L2 transaction:</source>
        <translation>L2 트랜잭션:</translation>
    </message>
    <message>
        <source>L2 block:</source>
        <translation>L2 블록:</translation>
    </message>
    <message>
        <source>Nonce:</source>
        <translation>논스:</translation>
    </message>
    <message>
        <source>Last message:</source>
        <translation>마지막 메시지:</translation>
    </message>
    <message>
        <source>In its place:</source>
        <translation>대신한 것:</translation>
    </message>
</context>
<context>
    <name>ConfirmPage</name>
    <message>
        <source>Check, then sign</source>
        <translation>확인한 뒤 서명하세요</translation>
    </message>
    <message>
        <source>This is read back from the very bytes that will be signed. Compare the recipient digit by digit.</source>
        <translation>서명할 바이트를 그대로 다시 읽은 내용입니다. 수취인 주소를 한 자리씩 비교하세요.</translation>
    </message>
    <message>
        <source>Amount:</source>
        <translation>금액:</translation>
    </message>
    <message>
        <source>Recipient on L2:</source>
        <translation>L2 수취인:</translation>
    </message>
    <message>
        <source>Fee, as expected:</source>
        <translation>예상 수수료:</translation>
    </message>
    <message>
        <source>Fee, at most:</source>
        <translation>최대 수수료:</translation>
    </message>
    <message>
        <source>Leaves your account, at most:</source>
        <translation>계정에서 나가는 최대 금액:</translation>
    </message>
    <message>
        <source>Trial run:</source>
        <translation>시험 실행:</translation>
    </message>
    <message>
        <source>The signed call</source>
        <translation>서명할 호출</translation>
    </message>
    <message>
        <source>Network:</source>
        <translation>네트워크:</translation>
    </message>
    <message>
        <source>Signed by:</source>
        <translation>서명 계정:</translation>
    </message>
    <message>
        <source>Contract:</source>
        <translation>컨트랙트:</translation>
    </message>
    <message>
        <source>Function:</source>
        <translation>함수:</translation>
    </message>
    <message>
        <source>Arguments:</source>
        <translation>인수:</translation>
    </message>
    <message>
        <source>Gas limit and price:</source>
        <translation>가스 한도와 가격:</translation>
    </message>
    <message>
        <source>Nonce:</source>
        <translation>논스:</translation>
    </message>
    <message>
        <source>Data:</source>
        <translation>데이터:</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>뒤로(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Sign and send</source>
        <translation>서명하고 보내기(&amp;S)</translation>
    </message>
    <message>
        <source>Caution:</source>
        <translation>주의:</translation>
    </message>
</context>
<context>
    <name>DepositPage</name>
    <message>
        <source>Deposit to L2</source>
        <translation>L2로 입금</translation>
    </message>
    <message>
        <source>From:</source>
        <translation>보내는 계정:</translation>
    </message>
    <message>
        <source>&amp;Amount in ETH:</source>
        <translation>금액 (ETH)(&amp;A):</translation>
    </message>
    <message>
        <source>Digits with a point, at most eighteen decimals</source>
        <translation>숫자와 소수점, 소수점 아래 최대 18자리</translation>
    </message>
    <message>
        <source>&amp;Recipient on L2:</source>
        <translation>L2 수취인(&amp;R):</translation>
    </message>
    <message>
        <source>&amp;My account</source>
        <translation>내 계정(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Gas for L2:</source>
        <translation>L2용 가스(&amp;G):</translation>
    </message>
    <message>
        <source>What the bridge may use on L2. The preset is enough for ordinary accounts.</source>
        <translation>브리지가 L2에서 쓸 수 있는 가스입니다. 일반 계정에는 기본값이면 충분합니다.</translation>
    </message>
    <message>
        <source>Re&amp;view…</source>
        <translation>검토(&amp;V)…</translation>
    </message>
</context>
<context>
    <name>NoticePage</name>
    <message>
        <source>Postern</source>
        <translation>Postern</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>설정(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>다시 시도(&amp;T)</translation>
    </message>
    <message>
        <source>Set &amp;aside and begin anew</source>
        <translation>따로 옮기고 새로 시작(&amp;A)</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Account</source>
        <translation>계정</translation>
    </message>
    <message>
        <source>&amp;Deposit to L2…</source>
        <translation>L2로 입금(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>새로 고침(&amp;R)</translation>
    </message>
    <message>
        <source>Ac&amp;tivity</source>
        <translation>활동(&amp;T)</translation>
    </message>
    <message>
        <source>Nothing yet. What you deposit is listed here and stays listed.</source>
        <translation>아직 없습니다. 입금하면 여기에 나타나고 계속 남습니다.</translation>
    </message>
    <message>
        <source>Deposits</source>
        <translation>입금 목록</translation>
    </message>
    <message>
        <source>Press Enter to see the details of a deposit</source>
        <translation>Enter 키를 누르면 입금의 자세한 내용을 볼 수 있습니다</translation>
    </message>
</context>
<context>
    <name>Postern</name>
    <message>
        <source>Keep accounts and activity in this folder.</source>
        <translation>계정과 활동을 이 폴더에 보관합니다.</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>light or dark, whatever the desktop has.</source>
        <translation>데스크톱과 상관없이 light(밝게) 또는 dark(어둡게).</translation>
    </message>
    <message>
        <source>appearance</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>A bridge and wallet for OP Stack rollups that needs no operator&apos;s leave.</source>
        <translation>운영자의 허락이 필요 없는 OP 스택 롤업용 브리지이자 지갑입니다.</translation>
    </message>
</context>
<context>
    <name>PracticePage</name>
    <message>
        <source>Practice network</source>
        <translation>연습 네트워크</translation>
    </message>
    <message>
        <source>An L1 and a rollup on it run inside this program, with the real contracts. You decide how fast their time goes and what goes wrong.</source>
        <translation>이 프로그램 안에서 L1과 그 위의 롤업이 실제 컨트랙트로 돌아갑니다. 시간이 얼마나 빨리 흐를지, 무엇이 잘못될지는 직접 정합니다.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>Chain time:</source>
        <translation>체인 시간:</translation>
    </message>
    <message>
        <source>&amp;Speed:</source>
        <translation>속도(&amp;S):</translation>
    </message>
    <message>
        <source>Leap ahead:</source>
        <translation>시간 건너뛰기:</translation>
    </message>
    <message>
        <source>1&amp;0 minutes</source>
        <translation>10분(&amp;0)</translation>
    </message>
    <message>
        <source>1 &amp;hour</source>
        <translation>1시간(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Other leap:</source>
        <translation>다른 길이(&amp;O):</translation>
    </message>
    <message>
        <source>Unit of the leap</source>
        <translation>건너뛸 시간의 단위</translation>
    </message>
    <message>
        <source>&amp;Leap</source>
        <translation>건너뛰기(&amp;L)</translation>
    </message>
    <message>
        <source>Progress of the leap</source>
        <translation>건너뛰기 진행률</translation>
    </message>
    <message>
        <source>&amp;Cancel the leap</source>
        <translation>건너뛰기 취소(&amp;C)</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>블록</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>최신</translation>
    </message>
    <message>
        <source>Safe</source>
        <translation>안전</translation>
    </message>
    <message>
        <source>Finalized</source>
        <translation>확정</translation>
    </message>
    <message>
        <source>L1</source>
        <translation>L1</translation>
    </message>
    <message>
        <source>L2</source>
        <translation>L2</translation>
    </message>
    <message>
        <source>What goes wrong</source>
        <translation>무엇이 잘못되는지</translation>
    </message>
    <message>
        <source>Reorganisation of L1</source>
        <translation>L1 재구성</translation>
    </message>
    <message>
        <source>Replaces the newest blocks of L1 by others; L2 follows. What was in them comes again, a block later.</source>
        <translation>L1의 최신 블록을 다른 블록으로 바꾸고 L2도 따라갑니다. 그 안에 있던 것은 한 블록 뒤에 다시 들어갑니다.</translation>
    </message>
    <message>
        <source>&amp;Blocks:</source>
        <translation>블록 수(&amp;B):</translation>
    </message>
    <message>
        <source>&amp;Reorganise</source>
        <translation>재구성(&amp;R)</translation>
    </message>
    <message>
        <source>Guardian</source>
        <translation>가디언</translation>
    </message>
    <message>
        <source>Ac&amp;tion:</source>
        <translation>동작(&amp;T):</translation>
    </message>
    <message>
        <source>&amp;Game:</source>
        <translation>게임(&amp;G):</translation>
    </message>
    <message>
        <source>T&amp;ype of games:</source>
        <translation>게임 종류(&amp;Y):</translation>
    </message>
    <message>
        <source>Call the g&amp;uardian</source>
        <translation>가디언 부르기(&amp;U)</translation>
    </message>
    <message>
        <source>Challenge &amp;window</source>
        <translation>이의 제기 기간(&amp;W)</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>&amp;Network:</source>
        <translation>네트워크(&amp;N):</translation>
    </message>
    <message>
        <source>Contracts:</source>
        <translation>컨트랙트:</translation>
    </message>
    <message>
        <source>L&amp;1 node:</source>
        <translation>L1 노드(&amp;1):</translation>
    </message>
    <message>
        <source>Address of a JSON-RPC node, beginning with http or https</source>
        <translation>http 또는 https로 시작하는 JSON-RPC 노드 주소</translation>
    </message>
    <message>
        <source>L&amp;2 node:</source>
        <translation>L2 노드(&amp;2):</translation>
    </message>
    <message>
        <source>An empty field means the address that comes with the network. A node sees your accounts and your IP address; it cannot take your money.</source>
        <translation>비워 두면 네트워크에 딸린 주소를 씁니다. 노드는 계정과 IP 주소를 볼 수 있지만 돈을 가져갈 수는 없습니다.</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>Unlock</source>
        <translation>잠금 해제</translation>
    </message>
    <message>
        <source>&amp;Account:</source>
        <translation>계정(&amp;A):</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>암호(&amp;P):</translation>
    </message>
    <message>
        <source>Add a&amp;nother account…</source>
        <translation>다른 계정 추가(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Look without unlocking</source>
        <translation>잠금을 풀지 않고 보기(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>잠금 해제(&amp;U)</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Set up an account</source>
        <translation>계정 만들기</translation>
    </message>
    <message>
        <source>The key is made on this computer, encrypted with your password, and never leaves it.</source>
        <translation>키는 이 컴퓨터에서 만들어지고 암호로 암호화되며 밖으로 나가지 않습니다.</translation>
    </message>
    <message>
        <source>&amp;Create a new account</source>
        <translation>새 계정 만들기(&amp;C)</translation>
    </message>
    <message>
        <source>Import recovery &amp;words</source>
        <translation>복구 단어 가져오기(&amp;W)</translation>
    </message>
    <message>
        <source>Import a private &amp;key</source>
        <translation>개인 키 가져오기(&amp;K)</translation>
    </message>
    <message>
        <source>Import a keystore &amp;file</source>
        <translation>키 저장 파일 가져오기(&amp;F)</translation>
    </message>
    <message>
        <source>Watch an &amp;address without its key</source>
        <translation>키 없이 주소만 지켜보기(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>이름(&amp;N):</translation>
    </message>
    <message>
        <source>optional</source>
        <comment>a placeholder</comment>
        <translation>선택 사항</translation>
    </message>
    <message>
        <source>&amp;Recovery words:</source>
        <translation>복구 단어(&amp;R):</translation>
    </message>
    <message>
        <source>Twelve to twenty-four words, separated by blanks</source>
        <translation>공백으로 구분한 12~24개의 단어</translation>
    </message>
    <message>
        <source>Private k&amp;ey:</source>
        <translation>개인 키(&amp;E):</translation>
    </message>
    <message>
        <source>Sixty-four hexadecimal digits</source>
        <translation>16진수 64자리</translation>
    </message>
    <message>
        <source>F&amp;ile:</source>
        <translation>파일(&amp;I):</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>찾아보기(&amp;B)…</translation>
    </message>
    <message>
        <source>A&amp;ddress:</source>
        <translation>주소(&amp;D):</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>암호(&amp;P):</translation>
    </message>
    <message>
        <source>Repea&amp;t password:</source>
        <translation>암호 다시 입력(&amp;T):</translation>
    </message>
    <message>
        <source>&amp;Go back</source>
        <translation>돌아가기(&amp;G)</translation>
    </message>
    <message>
        <source>Create account</source>
        <translation>계정 만들기</translation>
    </message>
</context>
<context>
    <name>WordsDialog</name>
    <message>
        <source>Recovery words</source>
        <translation>복구 단어</translation>
    </message>
    <message>
        <source>&amp;Show them again</source>
        <translation>다시 보기(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Make no account</source>
        <translation>계정 만들지 않기(&amp;M)</translation>
    </message>
</context>
<context>
    <name>ui::ActivityDialog</name>
    <message>
        <source>sender</source>
        <translation>보낸 주소</translation>
    </message>
    <message>
        <source>recipient</source>
        <translation>수취인</translation>
    </message>
    <message>
        <source>L1 transaction</source>
        <translation>L1 트랜잭션</translation>
    </message>
    <message>
        <source>L2 transaction</source>
        <translation>L2 트랜잭션</translation>
    </message>
    <message>
        <source>Known once L1 has included the deposit.</source>
        <translation>L1에 입금이 포함되면 알 수 있습니다.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>other transaction</source>
        <translation>다른 트랜잭션</translation>
    </message>
</context>
<context>
    <name>ui::ActivityModel</name>
    <message>
        <source>State</source>
        <extracomment>A column of the list of deposits.</extracomment>
        <translation>상태</translation>
    </message>
    <message>
        <source>Amount</source>
        <extracomment>A column of the list of deposits.</extracomment>
        <translation>금액</translation>
    </message>
    <message>
        <source>To</source>
        <extracomment>A column of the list of deposits: the recipient.</extracomment>
        <translation>수취인</translation>
    </message>
    <message>
        <source>Made</source>
        <extracomment>A column of the list of deposits: how long ago it was made.</extracomment>
        <translation>시각</translation>
    </message>
</context>
<context>
    <name>ui::Age</name>
    <message>
        <source>now</source>
        <extracomment>An age below one minute.</extracomment>
        <translation>방금</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <extracomment>%1 minutes, abbreviated so that it needs no plural.</extracomment>
        <translation>%1분 전</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <extracomment>%1 hours, abbreviated so that it needs no plural.</extracomment>
        <translation>%1시간 전</translation>
    </message>
</context>
<context>
    <name>ui::Caution</name>
    <message>
        <source>The fee can be more than a tenth of the amount.</source>
        <translation>수수료가 금액의 10분의 1을 넘을 수 있습니다.</translation>
    </message>
    <message>
        <source>The recipient is a contract on L1, and on L2 there is nothing at its address: whoever owns it on L1 may have no way to the money on L2.</source>
        <translation>수취인은 L1의 컨트랙트이며 L2의 같은 주소에는 아무것도 없습니다. L1에서 그 주인인 사람이 L2의 돈에는 손댈 수 없을지도 모릅니다.</translation>
    </message>
    <message>
        <source>Your account “%1”.</source>
        <translation>내 계정 “%1”.</translation>
    </message>
    <message>
        <source>“%1”, which is only watched here: no key on this computer can spend from it.</source>
        <translation>“%1”은(는) 여기서 지켜보기만 하는 계정입니다. 이 컴퓨터의 어떤 키로도 그 돈을 쓸 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>ui::ConfirmPage</name>
    <message>
        <source>Not one of your accounts.</source>
        <translation>내 계정이 아닙니다.</translation>
    </message>
    <message>
        <source>The L1 node ran this very transaction: it succeeded and used %1 gas.</source>
        <translation>L1 노드가 바로 이 트랜잭션을 실행해 보았습니다. 성공했고 가스 %1을 썼습니다.</translation>
    </message>
    <message>
        <source>%1 (chain %2), for %3</source>
        <extracomment>%1 is the name of L1, %2 its chain id, %3 the name of L2.</extracomment>
        <translation>%1 (체인 %2), 대상 %3</translation>
    </message>
    <message>
        <source>%1, at an address compiled into Postern</source>
        <translation>%1, Postern에 내장된 주소</translation>
    </message>
    <message>
        <source>%1, at an address that YOU added: Postern cannot vouch for it</source>
        <translation>%1, 사용자가 추가한 주소: Postern이 보증할 수 없습니다</translation>
    </message>
    <message>
        <source>%1 gas, at most %2 each, of which %3 is a tip</source>
        <extracomment>%1 is an amount of gas, %2 and %3 are prices.</extracomment>
        <translation>가스 %1, 단가 최대 %2, 그중 팁 %3</translation>
    </message>
    <message>
        <source>The account is locked: its password is asked for before signing.</source>
        <translation>계정이 잠겨 있습니다. 서명하기 전에 암호를 묻습니다.</translation>
    </message>
    <message>
        <source>This deposit is of another account. Go back and begin again.</source>
        <translation>다른 계정의 입금입니다. 뒤로 가서 다시 시작하세요.</translation>
    </message>
</context>
<context>
    <name>ui::CopyField</name>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <extracomment>%1 is what is copied, such as &quot;address&quot;.</extracomment>
        <translation>%1 복사</translation>
    </message>
    <message>
        <source>Copied</source>
        <extracomment>Said by the button for a moment after it was pressed.</extracomment>
        <translation>복사됨</translation>
    </message>
</context>
<context>
    <name>ui::DepositPage</name>
    <message>
        <source>Moves ETH from %1 to %2 through the bridge&apos;s own contract on L1.</source>
        <translation>L1에 있는 브리지 컨트랙트를 통해 ETH를 %1에서 %2(으)로 옮깁니다.</translation>
    </message>
    <message>
        <source>On L1: %1. Fees come on top of the amount.</source>
        <translation>L1 잔액: %1. 수수료는 금액에 더해집니다.</translation>
    </message>
    <message>
        <source>Fees come on top of the amount.</source>
        <translation>수수료는 금액에 더해집니다.</translation>
    </message>
    <message>
        <source>Who gets the money on L2.</source>
        <translation>L2에서 돈을 받을 주소입니다.</translation>
    </message>
    <message>
        <source>Not an address yet.</source>
        <translation>아직 주소가 아닙니다.</translation>
    </message>
    <message>
        <source>Not one of your accounts. What is sent there is theirs.</source>
        <translation>내 계정이 아닙니다. 그곳에 보낸 돈은 그 주인의 것이 됩니다.</translation>
    </message>
    <message>
        <source>Asking the node…</source>
        <translation>노드에 묻는 중…</translation>
    </message>
    <message>
        <source>Re&amp;view…</source>
        <translation>검토(&amp;V)…</translation>
    </message>
    <message>
        <source>Enter an amount above zero, such as 0.25: digits and a point, at most eighteen decimals, no comma.</source>
        <translation>0보다 큰 금액을 입력하세요. 예: 0.25. 숫자와 소수점만, 소수점 아래 최대 18자리, 쉼표 없이.</translation>
    </message>
    <message>
        <source>The recipient is not an address. Copy it again: one wrong digit is enough to be noticed, and to lose the money.</source>
        <translation>수취인이 올바른 주소가 아닙니다. 다시 복사하세요. 한 자리만 틀려도 돈을 잃을 수 있습니다.</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>보낸 것은 없습니다.</translation>
    </message>
</context>
<context>
    <name>ui::Failure</name>
    <message>
        <source>The node does not answer.</source>
        <translation>노드가 응답하지 않습니다.</translation>
    </message>
    <message>
        <source>Check the connection and the node&apos;s address in the settings, then try again.</source>
        <translation>연결과 설정의 노드 주소를 확인한 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The node gave no verdict: it is busy, limited or in trouble.</source>
        <translation>노드가 판단하지 않았습니다. 바쁘거나 제한되었거나 문제가 있습니다.</translation>
    </message>
    <message>
        <source>Wait a little and try again, or use another node.</source>
        <translation>조금 기다린 뒤 다시 시도하거나 다른 노드를 쓰세요.</translation>
    </message>
    <message>
        <source>What answered is not a node.</source>
        <translation>응답한 것은 노드가 아닙니다.</translation>
    </message>
    <message>
        <source>Check the node&apos;s address in the settings, or use another node.</source>
        <translation>설정의 노드 주소를 확인하거나 다른 노드를 쓰세요.</translation>
    </message>
    <message>
        <source>The node does not let us in.</source>
        <translation>노드가 접근을 허용하지 않습니다.</translation>
    </message>
    <message>
        <source>Check the key in the node&apos;s address, or use another node.</source>
        <translation>노드 주소에 든 키를 확인하거나 다른 노드를 쓰세요.</translation>
    </message>
    <message>
        <source>This node lacks the data that was asked for.</source>
        <translation>이 노드에는 요청한 데이터가 없습니다.</translation>
    </message>
    <message>
        <source>Try again in a moment, or use another node, one that keeps more.</source>
        <translation>잠시 뒤 다시 시도하거나 데이터를 더 오래 보관하는 다른 노드를 쓰세요.</translation>
    </message>
    <message>
        <source>That was too much at once for this node.</source>
        <translation>한 번에 이 노드가 처리하기에는 너무 많습니다.</translation>
    </message>
    <message>
        <source>Ask for less, or use another node.</source>
        <translation>더 적게 요청하거나 다른 노드를 쓰세요.</translation>
    </message>
    <message>
        <source>The contract refuses this: it would fail on the chain.</source>
        <translation>컨트랙트가 거절합니다. 체인에서 실패할 것입니다.</translation>
    </message>
    <message>
        <source>The reason is below. Change what is asked for.</source>
        <translation>이유는 아래에 있습니다. 요청 내용을 바꾸세요.</translation>
    </message>
    <message>
        <source>The node does not take it now.</source>
        <translation>노드가 지금은 받지 않습니다.</translation>
    </message>
    <message>
        <source>Its own words are below. The same may pass later, or at another node.</source>
        <translation>노드가 한 말은 아래에 있습니다. 나중에 또는 다른 노드에서는 통과할 수 있습니다.</translation>
    </message>
    <message>
        <source>This is out of date.</source>
        <translation>시간이 지나 더는 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Nothing was signed or sent. Go back and review it again: it is asked anew.</source>
        <translation>서명하거나 보낸 것은 없습니다. 돌아가서 다시 검토하십시오. 새로 조회합니다.</translation>
    </message>
    <message>
        <source>It was refused, and would be again.</source>
        <translation>거절되었고, 다시 해도 거절됩니다.</translation>
    </message>
    <message>
        <source>The reason is below. Change the request.</source>
        <translation>이유는 아래에 있습니다. 요청을 바꾸세요.</translation>
    </message>
    <message>
        <source>What came in is malformed.</source>
        <translation>받은 내용의 형식이 잘못되었습니다.</translation>
    </message>
    <message>
        <source>If a node sent it, use another node. If you typed or chose it, check it.</source>
        <translation>노드가 보낸 것이면 다른 노드를 쓰세요. 직접 입력하거나 고른 것이면 확인하세요.</translation>
    </message>
    <message>
        <source>A check failed: what was claimed is not true.</source>
        <translation>검증에 실패했습니다. 받은 주장이 사실이 아닙니다.</translation>
    </message>
    <message>
        <source>Stop here, send nothing, and compare with another node.</source>
        <translation>여기서 멈추고 아무것도 보내지 마세요. 다른 노드와 비교하세요.</translation>
    </message>
    <message>
        <source>The account is locked, or the password is wrong.</source>
        <translation>계정이 잠겨 있거나 암호가 틀렸습니다.</translation>
    </message>
    <message>
        <source>Enter its password and try again.</source>
        <translation>암호를 입력하고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>There is not enough money for this.</source>
        <translation>돈이 부족합니다.</translation>
    </message>
    <message>
        <source>Lower the amount or add ETH; fees come on top of the amount.</source>
        <translation>금액을 줄이거나 ETH를 더 넣으세요. 수수료는 금액에 더해집니다.</translation>
    </message>
    <message>
        <source>It is too early for this.</source>
        <translation>아직 이릅니다.</translation>
    </message>
    <message>
        <source>Wait a little, then try again.</source>
        <translation>조금 기다린 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The disk could not be read or written.</source>
        <translation>디스크를 읽거나 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Check the free space and who may write to the data folder, then try again.</source>
        <translation>남은 공간과 데이터 폴더의 쓰기 권한을 확인한 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>This is something Postern does not handle.</source>
        <translation>Postern이 다루지 않는 것입니다.</translation>
    </message>
    <message>
        <source>A newer version may; nothing was changed.</source>
        <translation>새 버전에서는 될 수도 있습니다. 바뀐 것은 없습니다.</translation>
    </message>
</context>
<context>
    <name>ui::FaultList</name>
    <message>
        <source>Nobody. Addresses with commas between them.</source>
        <translation>없음. 주소 사이는 쉼표로 나눕니다.</translation>
    </message>
</context>
<context>
    <name>ui::NoticePage</name>
    <message>
        <source>Opening…</source>
        <translation>여는 중…</translation>
    </message>
    <message>
        <source>Postern could not start</source>
        <translation>Postern을 시작할 수 없습니다</translation>
    </message>
    <message>
        <source>The cause is this file: %1</source>
        <translation>원인은 이 파일입니다: %1</translation>
    </message>
    <message>
        <source>It can be set aside: it gets another name in the same folder, nothing is deleted, and a new one begins. Keys, accounts and settings stay as they are.</source>
        <translation>이 파일을 따로 옮길 수 있습니다. 같은 폴더에서 이름만 바뀌고 아무것도 삭제되지 않으며, 새 파일이 시작됩니다. 키, 계정, 설정은 그대로 유지됩니다.</translation>
    </message>
    <message>
        <source>A new practice network begins at its first block, with new records.</source>
        <translation>새 연습 네트워크가 첫 블록부터 새 기록과 함께 시작됩니다.</translation>
    </message>
    <message>
        <source>The new records are empty: what was sent before is no longer followed, and what was signed but not sent is not sent again. Money on its way arrives all the same. Look at the account&apos;s latest transactions before you send anew.</source>
        <translation>새 기록은 비어 있습니다. 이전에 보낸 것은 더 이상 추적되지 않고, 서명했지만 보내지 않은 것은 다시 보내지 않습니다. 이미 이동 중인 자금은 그대로 도착합니다. 다시 보내기 전에 계정의 최근 거래를 확인하세요.</translation>
    </message>
</context>
<context>
    <name>ui::OverviewPage</name>
    <message>
        <source>On L1, %1</source>
        <extracomment>A balance on a layer; %1 is its name, such as &quot;Ethereum&quot;.</extracomment>
        <translation>L1, %1</translation>
    </message>
    <message>
        <source>On L2, %1</source>
        <translation>L2, %1</translation>
    </message>
    <message>
        <source>address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>This account is only watched: it has no key here to sign with.</source>
        <translation>지켜보기만 하는 계정입니다. 서명할 키가 여기에 없습니다.</translation>
    </message>
    <message>
        <source>Asking the node…</source>
        <translation>노드에 묻는 중…</translation>
    </message>
    <message>
        <source>As the node says; not proven.</source>
        <translation>노드의 말이며 증명되지 않았습니다.</translation>
    </message>
</context>
<context>
    <name>ui::Practice</name>
    <message>
        <source>The sequencer censors these addresses</source>
        <translation>시퀀서가 이 주소를 검열합니다</translation>
    </message>
    <message>
        <source>It leaves their transactions on L2 out and delays their deposits as long as the protocol lets it.</source>
        <translation>L2에서 이들의 트랜잭션을 빼고, 프로토콜이 허용하는 만큼 입금을 늦춥니다.</translation>
    </message>
    <message>
        <source>The sequencer stops</source>
        <translation>시퀀서가 멈춥니다</translation>
    </message>
    <message>
        <source>L2 makes no blocks. Deposits made on L1 still get in when the sequencing window is over.</source>
        <translation>L2가 블록을 만들지 않습니다. 그래도 시퀀싱 기간이 끝나면 L1에서 한 입금은 들어갑니다.</translation>
    </message>
    <message>
        <source>The sequencer shows false blocks</source>
        <translation>시퀀서가 거짓 블록을 보여 줍니다</translation>
    </message>
    <message>
        <source>The L2 node shows blocks that the data on L1 contradicts. Whoever trusts the node is deceived.</source>
        <translation>L2 노드가 L1의 데이터와 어긋나는 블록을 보여 줍니다. 노드를 믿는 사람은 속습니다.</translation>
    </message>
    <message>
        <source>The batcher stops</source>
        <translation>배처가 멈춥니다</translation>
    </message>
    <message>
        <source>L2 goes on, but nothing of it reaches L1: no block becomes safe, and without the sequencer all of it could be lost.</source>
        <translation>L2는 계속되지만 L1에는 아무것도 올라가지 않습니다. 어떤 블록도 안전해지지 않고, 시퀀서가 사라지면 모두 잃을 수 있습니다.</translation>
    </message>
    <message>
        <source>The batcher posts garbage</source>
        <translation>배처가 쓰레기를 올립니다</translation>
    </message>
    <message>
        <source>The batcher posts invalid batches</source>
        <translation>배처가 잘못된 배치를 올립니다</translation>
    </message>
    <message>
        <source>The proposer lies</source>
        <translation>프로포저가 거짓말을 합니다</translation>
    </message>
    <message>
        <source>It claims wrong states of L2 on L1. A withdrawal proven against such a claim is void; the challenger disputes it.</source>
        <translation>L1에서 L2의 상태를 거짓으로 주장합니다. 그런 주장으로 증명한 출금은 무효이고, 챌린저가 이의를 제기합니다.</translation>
    </message>
    <message>
        <source>The proposer stops</source>
        <translation>프로포저가 멈춥니다</translation>
    </message>
    <message>
        <source>Nobody claims new states of L2 on L1: withdrawals made from now on cannot be proven.</source>
        <translation>L1에서 L2의 새 상태를 주장하는 이가 없습니다. 지금부터 하는 출금은 증명할 수 없습니다.</translation>
    </message>
    <message>
        <source>The challenger sleeps</source>
        <translation>챌린저가 잠듭니다</translation>
    </message>
    <message>
        <source>Nobody disputes wrong claims and nobody resolves games, unless you do.</source>
        <translation>직접 하지 않으면 거짓 주장에 이의를 제기하거나 게임을 끝내는 이가 없습니다.</translation>
    </message>
    <message>
        <source>A stranger creates absurd games</source>
        <translation>낯선 이가 터무니없는 게임을 만듭니다</translation>
    </message>
    <message>
        <source>Dispute games about blocks that do not exist yet, wherever anybody may create games.</source>
        <translation>누구나 게임을 만들 수 있는 곳에, 아직 없는 블록을 두고 분쟁 게임을 만듭니다.</translation>
    </message>
    <message>
        <source>The L1 node</source>
        <translation>L1 노드</translation>
    </message>
    <message>
        <source>What the node of L1 answers to this program.</source>
        <translation>L1 노드가 이 프로그램에 하는 대답입니다.</translation>
    </message>
    <message>
        <source>The L2 node</source>
        <translation>L2 노드</translation>
    </message>
    <message>
        <source>What the node of L2 answers to this program.</source>
        <translation>L2 노드가 이 프로그램에 하는 대답입니다.</translation>
    </message>
    <message>
        <source>tells the truth</source>
        <translation>사실대로 말함</translation>
    </message>
    <message>
        <source>shows ten times the balance</source>
        <translation>잔액을 열 배로 보여 줌</translation>
    </message>
    <message>
        <source>gives proofs that do not fit</source>
        <translation>맞지 않는 증명을 줌</translation>
    </message>
    <message>
        <source>hides the newest half of the logs</source>
        <translation>로그의 최근 절반을 숨김</translation>
    </message>
    <message>
        <source>stands still at its newest block</source>
        <translation>최신 블록에서 멈춰 있음</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>대답하지 않음</translation>
    </message>
    <message>
        <source>says: too many requests</source>
        <translation>요청이 너무 많다고 말함</translation>
    </message>
    <message>
        <source>sends errors that look like a web page</source>
        <translation>웹 페이지처럼 보이는 오류를 보냄</translation>
    </message>
    <message>
        <source>Pause the bridge</source>
        <translation>브리지 일시 중지</translation>
    </message>
    <message>
        <source>End the pause</source>
        <translation>일시 중지 끝내기</translation>
    </message>
    <message>
        <source>Blacklist a game</source>
        <translation>게임 하나를 차단</translation>
    </message>
    <message>
        <source>Respect another type of games</source>
        <translation>다른 종류의 게임을 인정</translation>
    </message>
    <message>
        <source>Retire all games so far</source>
        <translation>지금까지의 게임을 모두 폐기</translation>
    </message>
    <message>
        <source>Nothing can be withdrawn until the pause ends.</source>
        <translation>일시 중지가 끝날 때까지 아무것도 출금할 수 없습니다.</translation>
    </message>
    <message>
        <source>Withdrawals go on where they were.</source>
        <translation>출금이 멈췄던 곳에서 이어집니다.</translation>
    </message>
    <message>
        <source>Withdrawals proven against this game must be proven again, against another.</source>
        <translation>이 게임으로 증명한 출금은 다른 게임으로 다시 증명해야 합니다.</translation>
    </message>
    <message>
        <source>Only games of this type count for withdrawals from now on.</source>
        <translation>지금부터는 이 종류의 게임만 출금에 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Withdrawals proven so far must be proven again, against newer games.</source>
        <translation>지금까지 증명한 출금은 새 게임으로 다시 증명해야 합니다.</translation>
    </message>
    <message>
        <source>%1 s</source>
        <extracomment>%1 seconds, abbreviated so that it needs no plural.</extracomment>
        <translation>%1초</translation>
    </message>
    <message>
        <source>%1 min</source>
        <extracomment>%1 minutes, abbreviated so that it needs no plural.</extracomment>
        <translation>%1분</translation>
    </message>
    <message>
        <source>%1 h</source>
        <extracomment>%1 hours, abbreviated so that it needs no plural.</extracomment>
        <translation>%1시간</translation>
    </message>
    <message>
        <source>%1 d</source>
        <extracomment>%1 days, abbreviated so that it needs no plural.</extracomment>
        <translation>%1일</translation>
    </message>
    <message>
        <source>It writes bytes to L1 that are no batches, and nothing else: no block becomes safe.</source>
        <translation>배치가 아닌 바이트만 L1에 올립니다. 어떤 블록도 안전해지지 않습니다.</translation>
    </message>
    <message>
        <source>Well formed, but against a rule, and nothing else: every node must drop them, and no block becomes safe.</source>
        <translation>형식은 맞지만 규칙을 어기는 배치만 올립니다. 모든 노드가 버려야 하고, 어떤 블록도 안전해지지 않습니다.</translation>
    </message>
</context>
<context>
    <name>ui::PracticeBanner</name>
    <message>
        <source>Chain time %1, leaping</source>
        <extracomment>%1 is the time in the practice network&apos;s own calendar.</extracomment>
        <translation>체인 시간 %1, 건너뛰는 중</translation>
    </message>
    <message>
        <source>Chain time %1, standing still</source>
        <translation>체인 시간 %1, 멈춤</translation>
    </message>
    <message>
        <source>Chain time %1, speed %2×</source>
        <extracomment>%2 is how many chain seconds pass in a second.</extracomment>
        <translation>체인 시간 %1, 속도 %2×</translation>
    </message>
    <message>
        <source>Practice network: nothing here is worth money.</source>
        <translation>연습 네트워크: 여기 있는 것은 돈의 가치가 없습니다.</translation>
    </message>
</context>
<context>
    <name>ui::PracticePage</name>
    <message>
        <source>Stand still</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>As fast as outside (1×)</source>
        <translation>바깥과 같은 속도 (1×)</translation>
    </message>
    <message>
        <source>A minute in a second (60×)</source>
        <translation>1초에 1분 (60×)</translation>
    </message>
    <message>
        <source>seconds</source>
        <extracomment>The unit of a number typed before it.</extracomment>
        <translation>초</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>분</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>days</source>
        <translation>일</translation>
    </message>
    <message>
        <source>The guardian&apos;s transaction waits for the next block of L1.</source>
        <translation>가디언의 트랜잭션이 L1의 다음 블록을 기다립니다.</translation>
    </message>
    <message>
        <source>Challenge &amp;window (%1)</source>
        <extracomment>A button that leaps over the time for which claims about L2 can be disputed; %1 is how long that is.</extracomment>
        <translation>이의 제기 기간 (%1)(&amp;W)</translation>
    </message>
    <message>
        <source>%1
%2 ago</source>
        <extracomment>A block: its number, and how long ago it was made.</extracomment>
        <translation>%1
%2 전</translation>
    </message>
    <message>
        <source>Enter the address of the game.</source>
        <translation>게임의 주소를 입력하세요.</translation>
    </message>
    <message>
        <source>Blocks of L1 that were replaced: %1.</source>
        <translation>바뀐 L1 블록: %1개.</translation>
    </message>
</context>
<context>
    <name>ui::SettingsDialog</name>
    <message>
        <source>&amp;Save</source>
        <translation>저장(&amp;S)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Compiled into Postern.</source>
        <translation>Postern에 내장되어 있습니다.</translation>
    </message>
    <message>
        <source>Added by you. Postern cannot vouch for the addresses of its contracts.</source>
        <translation>사용자가 추가했습니다. Postern은 컨트랙트 주소를 보증할 수 없습니다.</translation>
    </message>
    <message>
        <source>The address of a node begins with http:// or https:// and names a host.</source>
        <translation>노드 주소는 http:// 또는 https://로 시작하고 호스트 이름이 있어야 합니다.</translation>
    </message>
    <message>
        <source>inside Postern</source>
        <extracomment>In place of a node&apos;s address: Postern itself is the node.</extracomment>
        <translation>Postern 안</translation>
    </message>
</context>
<context>
    <name>ui::SleepWatch</name>
    <message>
        <source>Locking the keys</source>
        <translation>키를 잠그는 중</translation>
    </message>
</context>
<context>
    <name>ui::Stage</name>
    <message>
        <source>Not sent yet</source>
        <extracomment>A stage of a deposit, for a list: signed and stored, not yet sent.</extracomment>
        <translation>아직 보내지 않음</translation>
    </message>
    <message>
        <source>Waiting for L1</source>
        <extracomment>A stage of a deposit, for a list.</extracomment>
        <translation>L1 대기 중</translation>
    </message>
    <message>
        <source>On L1</source>
        <extracomment>A stage of a deposit, for a list.</extracomment>
        <translation>L1에 포함됨</translation>
    </message>
    <message>
        <source>On its way to L2</source>
        <extracomment>A stage of a deposit, for a list.</extracomment>
        <translation>L2로 가는 중</translation>
    </message>
    <message>
        <source>Arrived</source>
        <extracomment>A stage of a deposit, for a list.</extracomment>
        <translation>도착</translation>
    </message>
    <message>
        <source>Refused</source>
        <extracomment>A stage of a deposit, for a list: the node refused the transaction.</extracomment>
        <translation>거절됨</translation>
    </message>
    <message>
        <source>Replaced</source>
        <extracomment>A stage of a deposit, for a list: another transaction used its nonce.</extracomment>
        <translation>대체됨</translation>
    </message>
    <message>
        <source>Failed on L1</source>
        <extracomment>A stage of a deposit, for a list: the transaction was included and reverted.</extracomment>
        <translation>L1에서 실패</translation>
    </message>
    <message>
        <source>Failed on L2</source>
        <extracomment>A stage of a deposit, for a list.</extracomment>
        <translation>L2에서 실패</translation>
    </message>
    <message>
        <source>Signed and stored on this computer; no node is known to have it. Postern keeps sending the same signed bytes, so nothing can be spent twice.</source>
        <translation>서명되어 이 컴퓨터에 저장되었지만 아직 어느 노드에도 전달되지 않았습니다. Postern은 서명된 같은 바이트를 계속 보내므로 두 번 쓰일 수 없습니다.</translation>
    </message>
    <message>
        <source>A node has the transaction, and it waits to be included on L1. The money is still in your L1 account.</source>
        <translation>노드가 트랜잭션을 받았고 L1에 포함되기를 기다리고 있습니다. 돈은 아직 L1 계정에 있습니다.</translation>
    </message>
    <message>
        <source>Included on L1. The money has left your L1 account for the bridge; the L2 transaction is being computed from the L1 log.</source>
        <translation>L1에 포함되었습니다. 돈은 L1 계정에서 브리지로 나갔고, L1 로그에서 L2 트랜잭션을 계산하고 있습니다.</translation>
    </message>
    <message>
        <source>The money is in the bridge, and the hash of its L2 transaction is known. L2 must include it; this takes a few minutes as a rule.</source>
        <translation>돈은 브리지에 있고 L2 트랜잭션의 해시를 알고 있습니다. L2는 이를 반드시 포함해야 하며 보통 몇 분 걸립니다.</translation>
    </message>
    <message>
        <source>Arrived: the recipient has the money on L2. Nothing is left to do.</source>
        <translation>도착했습니다. 수취인이 L2에서 돈을 받았습니다. 더 할 일이 없습니다.</translation>
    </message>
    <message>
        <source>The node says that the transaction failed on L1, and proves nothing. Look at your L1 balance, and ask another node, before you start a new deposit.</source>
        <translation>노드는 트랜잭션이 L1에서 실패했다고 말하지만 아무것도 증명하지 않습니다. 새 입금을 시작하기 전에 L1 잔액을 확인하고 다른 노드에도 물어보세요.</translation>
    </message>
    <message>
        <source>The transaction failed on L1. The network fee is spent; the amount is still in your L1 account.</source>
        <translation>트랜잭션이 L1에서 실패했습니다. 네트워크 수수료는 쓰였고 금액은 아직 L1 계정에 있습니다.</translation>
    </message>
    <message>
        <source>L2 took the deposit, but passing it on to the recipient failed. The money is safe in the L2 messenger, and the message can be replayed with more gas.</source>
        <translation>L2가 입금을 받았지만 수취인에게 전달하지 못했습니다. 돈은 L2 메신저에 안전하게 있고, 가스를 더 써서 메시지를 다시 실행할 수 있습니다.</translation>
    </message>
    <message>
        <source>The deposit&apos;s transaction failed on L2. Keep the hashes below: they are needed to recover the money.</source>
        <translation>입금 트랜잭션이 L2에서 실패했습니다. 아래 해시를 보관하세요. 돈을 되찾는 데 필요합니다.</translation>
    </message>
    <message>
        <source>Dropped</source>
        <extracomment>A stage of a deposit, for a list: a node had the transaction, and none has it now.</extracomment>
        <translation>빠짐</translation>
    </message>
    <message>
        <source>Signed, stored on this computer, and handed to a node whose answer did not say whether it has it. Postern keeps sending the same signed bytes: wait, and make no second deposit in its place, as both could happen.</source>
        <translation>서명되어 이 컴퓨터에 저장되었고 노드에 넘겼지만, 노드의 대답으로는 받았는지 알 수 없습니다. Postern은 서명된 같은 바이트를 계속 보냅니다. 기다리시고, 둘 다 일어날 수 있으니 대신할 두 번째 입금을 하지 마세요.</translation>
    </message>
    <message>
        <source>A node had the transaction, and the one that was asked last neither has it nor takes it now; the reason is below. Postern keeps sending the same signed bytes. It can still happen: make no second deposit in its place.</source>
        <translation>어느 노드가 트랜잭션을 가지고 있었지만, 마지막으로 물어본 노드에는 없고 지금은 받지도 않습니다. 까닭은 아래에 있습니다. Postern은 서명된 같은 바이트를 계속 보냅니다. 아직 일어날 수 있으니 대신할 두 번째 입금을 하지 마세요.</translation>
    </message>
    <message>
        <source>The node says that this transaction can never be accepted and that it does not have it; its reason is below. Postern does not send it again. Look at your L1 balance before you start a new deposit.</source>
        <translation>노드는 이 트랜잭션이 결코 받아들여질 수 없고 자신에게 없다고 합니다. 까닭은 아래에 있습니다. Postern은 이를 다시 보내지 않습니다. 새 입금을 시작하기 전에 L1 잔액을 확인하세요.</translation>
    </message>
    <message>
        <source>In a final L1 block another transaction of your account, named below, has used this one&apos;s number. So this one can never happen and has spent nothing. Look at what the other one did before you start a new deposit.</source>
        <translation>확정된 L1 블록에서 아래에 적힌 내 계정의 다른 트랜잭션이 이 트랜잭션의 번호를 썼습니다. 그래서 이것은 결코 일어날 수 없고 아무것도 쓰지 않았습니다. 새 입금을 시작하기 전에 다른 트랜잭션이 무엇을 했는지 확인하세요.</translation>
    </message>
</context>
<context>
    <name>ui::UnlockPage</name>
    <message>
        <source>Unlocking…</source>
        <translation>잠금 해제 중…</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>잠금 해제(&amp;U)</translation>
    </message>
    <message>
        <source>Enter the password of this account.</source>
        <translation>이 계정의 암호를 입력하세요.</translation>
    </message>
    <message>
        <source>This account is for practice. Its password is the same for everybody, “%1”, and filled in already.</source>
        <extracomment>%1 is a password.</extracomment>
        <translation>이 계정은 연습용입니다. 비밀번호는 누구에게나 같은 “%1”이고, 이미 입력되어 있습니다.</translation>
    </message>
</context>
<context>
    <name>ui::WelcomePage</name>
    <message>
        <source>Working…</source>
        <translation>처리 중…</translation>
    </message>
    <message>
        <source>Create acco&amp;unt</source>
        <translation>계정 만들기(&amp;U)</translation>
    </message>
    <message>
        <source>Watch acco&amp;unt</source>
        <translation>계정 지켜보기(&amp;U)</translation>
    </message>
    <message>
        <source>Import acco&amp;unt</source>
        <translation>계정 가져오기(&amp;U)</translation>
    </message>
    <message>
        <source>Choose a keystore file</source>
        <translation>키 저장 파일 고르기</translation>
    </message>
    <message>
        <source>Enter a password.</source>
        <translation>암호를 입력하세요.</translation>
    </message>
    <message>
        <source>The password needs at least eight characters.</source>
        <translation>암호는 8자 이상이어야 합니다.</translation>
    </message>
    <message>
        <source>The two passwords differ. Type both again.</source>
        <translation>두 암호가 다릅니다. 둘 다 다시 입력하세요.</translation>
    </message>
    <message>
        <source>This is not an address: 0x and forty hexadecimal digits, in the right case.</source>
        <translation>주소가 아닙니다. 0x와 16진수 40자리이며 대소문자가 맞아야 합니다.</translation>
    </message>
</context>
<context>
    <name>ui::WordsDialog</name>
    <message>
        <source>Write these words down</source>
        <translation>이 단어들을 적어 두세요</translation>
    </message>
    <message>
        <source>Whoever has these words has the account; without them and the password it is lost. Keep them on paper, in order, and show them to nobody.</source>
        <translation>이 단어를 가진 사람이 계정을 가집니다. 단어와 암호를 모두 잃으면 계정도 잃습니다. 순서대로 종이에 적어 보관하고 누구에게도 보여 주지 마세요.</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>다음(&amp;N)</translation>
    </message>
    <message>
        <source>Word %1:</source>
        <extracomment>One of the recovery words, by its number.</extracomment>
        <translation>%1번째 단어:</translation>
    </message>
    <message>
        <source>Type three of the words</source>
        <translation>단어 세 개를 입력하세요</translation>
    </message>
    <message>
        <source>This shows that they stand on your paper. The account is made when they are right.</source>
        <translation>단어가 종이에 적혀 있는지 확인합니다. 모두 맞으면 계정이 만들어집니다.</translation>
    </message>
    <message>
        <source>&amp;Create account</source>
        <translation>계정 만들기(&amp;C)</translation>
    </message>
    <message>
        <source>Word %1 is not the one that was shown. Look on your paper, or have the words shown again.</source>
        <translation>%1번째 단어가 표시된 단어와 다릅니다. 종이를 확인하거나 단어를 다시 표시하세요.</translation>
    </message>
</context>
<context>
    <name>ui::Workspace</name>
    <message>
        <source>%1 (chains %2 and %3)</source>
        <extracomment>The network&apos;s name and its two chain ids.</extracomment>
        <translation>%1 (체인 %2, %3)</translation>
    </message>
    <message>
        <source>%1 was added by you. Postern cannot vouch for the addresses of its contracts.</source>
        <translation>%1: 사용자가 추가한 네트워크입니다. Postern은 컨트랙트 주소를 보증할 수 없습니다.</translation>
    </message>
    <message>
        <source>%1: for practice. The money here is worth nothing.</source>
        <translation>%1: 연습용입니다. 여기 있는 돈은 가치가 없습니다.</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>개요</translation>
    </message>
    <message>
        <source>Deposit</source>
        <translation>입금</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>잠금</translation>
    </message>
    <message>
        <source>The password is needed to sign the deposit.</source>
        <translation>입금에 서명하려면 암호가 필요합니다.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>잠금 해제</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>연습</translation>
    </message>
</context>
</TS>
